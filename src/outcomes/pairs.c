/*
 * pairs.c
 */
#include "outcomes/pairs.h"

#include <stdio.h>
#include <stdlib.h>

#include "types/number.h"
#include "types/scan.h"

int
pairs_format_sum(const char *name, Fixed128 stored, char *text, size_t size)
{
	int128_fixed rest = fixed_get(stored);
	int			length = snprintf(text, size, " %s=", name);

	do
	{
		double		part = fixed_to_double(rest);

		length += number_format(part, text + length, size - (size_t) length);
		/* Exact: the part is a multiple of the unit and not above the sum by half a digit. */
		rest -= (int128_fixed) ldexp(part, FIXED_FRACTION_BITS);
		if (rest > 0)
			text[length++] = '+';
	} while (rest != 0);
	text[length] = '\0';
	return length;
}

/* Steps over blanks and "name="; false, not moving, if something else is there. */
static bool
read_name(PairsReader *reader, const char *name)
{
	const char *at = reader->at;
	size_t		length = strlen(name);

	while (scan_is_blank(*at))
		at++;
	if (strncmp(at, name, length) != 0 || at[length] != '=')
		return false;
	reader->at = at + length + 1;
	return true;
}

int64_t
pairs_read_count(PairsReader *reader, const char *name)
{
	int64_t		value = 0;
	bool		read = read_name(reader, name) && scan_is_digit(*reader->at);

	while (read && scan_is_digit(*reader->at))
	{
		if (__builtin_mul_overflow(value, 10, &value)
			|| __builtin_add_overflow(value, *reader->at - '0', &value)
			|| value > reader->largest_count)
		{
			reader->status = PAIRS_OVERFLOW;
			return 0;
		}
		reader->at++;
	}
	if (!read && reader->status == PAIRS_OK)
		reader->status = PAIRS_SYNTAX;
	return value;
}

int64_t
pairs_read_optional_count(PairsReader *reader, const char *name)
{
	PairsReader	ahead = *reader;

	return read_name(&ahead, name) ? pairs_read_count(reader, name) : 0;
}

/* One decimal number: strtod also takes hexadecimal, infinity and NaN. */
static bool
read_double(PairsReader *reader, double *value)
{
	char	   *end;
	size_t		length = strspn(reader->at, "+-.0123456789eE");

	*value = strtod(reader->at, &end);
	if (end == reader->at || (size_t) (end - reader->at) > length)
		return false;
	reader->at = end;
	return true;
}

Fixed128
pairs_read_sum(PairsReader *reader, const char *name)
{
	Fixed128	sum = {0, 0};
	double		part;

	if (!read_name(reader, name) || !read_double(reader, &part))
	{
		if (reader->status == PAIRS_OK)
			reader->status = PAIRS_SYNTAX;
		return sum;
	}
	do
	{
		if (!(fabs(part) <= FIXED_LIMIT) || !fixed_add(&sum, fixed_from_double(part)))
		{
			reader->status = PAIRS_OVERFLOW;
			return sum;
		}
	} while ((*reader->at == '+' || *reader->at == '-') && read_double(reader, &part));
	return sum;
}

double
pairs_read_double(PairsReader *reader, const char *name)
{
	double		value = 0.0;

	if ((!read_name(reader, name) || !read_double(reader, &value)) && reader->status == PAIRS_OK)
		reader->status = PAIRS_SYNTAX;
	return value;
}

PairsStatus
pairs_read_end(PairsReader *reader)
{
	while (scan_is_blank(*reader->at))
		reader->at++;
	if (reader->status == PAIRS_OK && *reader->at != '\0')
		reader->status = PAIRS_SYNTAX;
	return reader->status;
}
