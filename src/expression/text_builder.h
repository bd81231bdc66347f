/*
 * text_builder.h
 *	  Text that grows.
 */
#ifndef SR_TEXT_BUILDER_H
#define SR_TEXT_BUILDER_H

#include "expression/expression.h"

typedef struct TextBuilder
{
	ExprAllocate allocate;
	char	   *text;			/* ends with a zero byte once anything was added */
	int32_t		length;
	int32_t		room;
} TextBuilder;

extern void text_add(TextBuilder *builder, const char *text, int32_t length);
extern void text_add_string(TextBuilder *builder, const char *text);
extern void text_add_number(TextBuilder *builder, double value);

#endif
