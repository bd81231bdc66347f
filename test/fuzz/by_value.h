/*
 * by_value.h
 *	  What must hold of every type that is an integer underneath: text that
 *	  reads is a valid value, a valid value prints and reads back, and integers
 *	  order as the printed texts do.
 *
 * The input is a literal, or two with a bar between, and as many bytes as the
 * type has are its binary form too.
 */
#ifndef SR_FUZZ_BY_VALUE_H
#define SR_FUZZ_BY_VALUE_H

#include "fuzz.h"

typedef struct FuzzedType
{
	bool		(*parse) (const char *text, size_t length, int64_t *value);
	int			(*format) (int64_t value, char *text);
	bool		(*is_valid) (int64_t value);
	int			(*order) (const char *a, const char *b);	/* of two printed texts, by them alone */
	void		(*check) (int64_t value);	/* what else holds of a value; may be NULL */
	size_t		width;			/* 4 or 8 bytes */
	size_t		text_size;		/* of the longest text, with its end */
	int			bits;			/* that values use */
} FuzzedType;

static inline bool
reads(const FuzzedType *type, const void *text, size_t length, int64_t *value)
{
	char	   *copy = exact_copy(text, length);
	bool		read = type->parse(copy, length, value);

	free(copy);
	return read;
}

/* Its canonical text; to be freed. */
static inline char *
printed(const FuzzedType *type, int64_t value)
{
	char	   *text = malloc(type->text_size);
	int			length = type->format(value, text);

	must_be(length > 0 && (size_t) length == strlen(text), "wrong length");
	return text;
}

static inline void
check_value(const FuzzedType *type, int64_t value)
{
	char	   *text = printed(type, value);
	int64_t		back;

	must_be(reads(type, text, strlen(text), &back), "a printed value does not read");
	must_be(back == value, "a printed value reads as another");
	if (type->check != NULL)
		type->check(value);
	free(text);
}

static inline void
check_integer(const FuzzedType *type, int64_t value)
{
	if (type->is_valid(value))
		check_value(type, value);
}

/* The integers that differ from a value in one bit, and its neighbours. */
static inline void
check_near(const FuzzedType *type, int64_t value)
{
	uint64_t	bits = (uint64_t) value;

	for (size_t bit = 0; bit < 8 * type->width; bit++)
	{
		bool		outside = (int) bit >= type->bits;
		int64_t		other = (int64_t) (bits ^ UINT64_C(1) << bit);

		if (type->width == sizeof(int32_t))
			other = (int32_t) other;
		must_be(!outside || !type->is_valid(other), "a value beyond the bits of the type");
		check_integer(type, other);
	}
	check_integer(type, value - 1);
	check_integer(type, value + 1);
}

/* Blanks around a literal do not count. */
static inline void
check_blanks(const FuzzedType *type, const void *text, size_t length, bool read, int64_t value)
{
	char	   *wide = malloc(length + 4);
	int64_t		again;

	memcpy(wide, "\t ", 2);
	if (length > 0)
		memcpy(wide + 2, text, length);
	memcpy(wide + 2 + length, " \n", 2);
	must_be(reads(type, wide, length + 4, &again) == read, "blanks around a literal count");
	must_be(!read || again == value, "blanks around a literal change it");
	free(wide);
}

static inline bool
check_text(const FuzzedType *type, const void *text, size_t length, int64_t *value)
{
	bool		read = reads(type, text, length, value);

	check_blanks(type, text, length, read, *value);
	if (read)
	{
		must_be(type->is_valid(*value), "a literal reads as what is no value");
		check_value(type, *value);
		check_near(type, *value);
	}
	return read;
}

static inline void
check_order(const FuzzedType *type, int64_t a, int64_t b)
{
	char	   *text_a = printed(type, a);
	char	   *text_b = printed(type, b);
	int			order = type->order(text_a, text_b);

	must_be((a < b) == (order < 0) && (a > b) == (order > 0), "integers do not order as their texts");
	free(text_a);
	free(text_b);
}

/* In network order, as binary input has it. */
static inline int64_t
integer_of(const uint8_t *data, size_t width)
{
	uint64_t	value = 0;

	for (size_t i = 0; i < width; i++)
		value = value << 8 | data[i];
	return width == sizeof(int32_t) ? (int32_t) value : (int64_t) value;
}

static inline int
fuzz_by_value(const FuzzedType *type, const uint8_t *data, size_t size)
{
	const uint8_t *bar = size > 0 ? memchr(data, '|', size) : NULL;
	size_t		length = bar == NULL ? size : (size_t) (bar - data);
	int64_t		a = 0,
				b = 0;
	bool		read = check_text(type, data, length, &a);

	if (bar != NULL && check_text(type, bar + 1, size - length - 1, &b) && read)
		check_order(type, a, b);
	if (size == type->width)
	{
		int64_t		value = integer_of(data, size);

		check_integer(type, value);
		check_integer(type, (int64_t) ((uint64_t) value & ((UINT64_C(1) << type->bits) - 1)));
	}
	return 0;
}

#endif
