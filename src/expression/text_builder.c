/*
 * text_builder.c
 */
#include "expression/text_builder.h"

#include <string.h>

#include "types/number.h"

static void
make_room(TextBuilder *builder, int32_t length)
{
	char	   *old = builder->text;

	if (builder->length + length < builder->room)
		return;
	while (builder->length + length >= builder->room)
		builder->room = builder->room == 0 ? 256 : 2 * builder->room;
	builder->text = builder->allocate((size_t) builder->room);
	if (old != NULL)
		memcpy(builder->text, old, (size_t) builder->length);
}

void
text_add(TextBuilder *builder, const char *text, int32_t length)
{
	make_room(builder, length);
	memcpy(builder->text + builder->length, text, (size_t) length);
	builder->length += length;
	builder->text[builder->length] = '\0';
}

void
text_add_string(TextBuilder *builder, const char *text)
{
	text_add(builder, text, (int32_t) strlen(text));
}

void
text_add_number(TextBuilder *builder, double value)
{
	char		number[NUMBER_TEXT_SIZE];

	text_add(builder, number, number_format(value, number, sizeof(number)));
}
