/*
 * summary_text.c
 *	  Text form of an outcome summary: name=value pairs, in the order below.
 *
 *	  n=81 missing=0 observed=17 expected=17.35 variance=12.06 third=5.9
 *
 * A sum that no double holds is written as several that add up to it exactly,
 * the greatest first: expected=17.35+3.1e-17.  Rows that came already counted
 * add counted=, and undenominated= for those without a number of cases.
 */
#include "outcomes/summary.h"

#include <stdio.h>
#include <stdlib.h>

#include "types/number.h"
#include "types/scan.h"

typedef struct Reader
{
	const char *at;
	SummaryStatus status;
} Reader;

static int
format_sum(const char *name, Fixed128 stored, char *text, size_t size)
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

int
summary_format(const OutcomeSummary *s, char text[SUMMARY_TEXT_SIZE])
{
	const size_t size = SUMMARY_TEXT_SIZE;
	int			length = snprintf(text, size, "n=%lld missing=%lld observed=%lld",
								  (long long) s->n, (long long) s->missing,
								  (long long) s->observed);

	length += format_sum("expected", s->expected, text + length, size - (size_t) length);
	length += format_sum("variance", s->variance, text + length, size - (size_t) length);
	length += format_sum("third", s->third, text + length, size - (size_t) length);
	if (s->counted > 0)
		length += snprintf(text + length, size - (size_t) length, " counted=%lld",
						   (long long) s->counted);
	if (s->undenominated > 0)
		length += snprintf(text + length, size - (size_t) length, " undenominated=%lld",
						   (long long) s->undenominated);
	return length;
}

/* Steps over blanks and "name="; false, not moving, if something else is there. */
static bool
read_name(Reader *reader, const char *name)
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

static int64_t
read_count(Reader *reader, const char *name)
{
	int64_t		value = 0;
	bool		read = read_name(reader, name) && scan_is_digit(*reader->at);

	while (read && scan_is_digit(*reader->at))
	{
		if (__builtin_mul_overflow(value, 10, &value)
			|| __builtin_add_overflow(value, *reader->at - '0', &value)
			|| value > SUMMARY_COUNT_LIMIT)
		{
			reader->status = SUMMARY_OVERFLOW;
			return 0;
		}
		reader->at++;
	}
	if (!read && reader->status == SUMMARY_OK)
		reader->status = SUMMARY_SYNTAX;
	return value;
}

static int64_t
read_optional_count(Reader *reader, const char *name)
{
	Reader		ahead = *reader;

	return read_name(&ahead, name) ? read_count(reader, name) : 0;
}

/* One decimal number: strtod also takes hexadecimal, infinity and NaN. */
static bool
read_double(Reader *reader, double *value)
{
	char	   *end;
	size_t		length = strspn(reader->at, "+-.0123456789eE");

	*value = strtod(reader->at, &end);
	if (end == reader->at || (size_t) (end - reader->at) > length)
		return false;
	reader->at = end;
	return true;
}

static Fixed128
read_sum(Reader *reader, const char *name)
{
	Fixed128	sum = {0, 0};
	double		part;

	if (!read_name(reader, name) || !read_double(reader, &part))
	{
		if (reader->status == SUMMARY_OK)
			reader->status = SUMMARY_SYNTAX;
		return sum;
	}
	do
	{
		if (!(fabs(part) <= FIXED_LIMIT) || !fixed_add(&sum, fixed_from_double(part)))
		{
			reader->status = SUMMARY_OVERFLOW;
			return sum;
		}
	} while ((*reader->at == '+' || *reader->at == '-') && read_double(reader, &part));
	return sum;
}

SummaryStatus
summary_parse(const char *text, OutcomeSummary *summary)
{
	Reader		reader = {text, SUMMARY_OK};
	OutcomeSummary s;

	s.n = read_count(&reader, "n");
	s.missing = read_count(&reader, "missing");
	s.observed = read_count(&reader, "observed");
	s.expected = read_sum(&reader, "expected");
	s.variance = read_sum(&reader, "variance");
	s.third = read_sum(&reader, "third");
	s.counted = read_optional_count(&reader, "counted");
	s.undenominated = read_optional_count(&reader, "undenominated");

	while (scan_is_blank(*reader.at))
		reader.at++;
	if (reader.status == SUMMARY_OK && *reader.at != '\0')
		reader.status = SUMMARY_SYNTAX;
	if (reader.status == SUMMARY_OK && !summary_is_consistent(&s))
		reader.status = SUMMARY_INCONSISTENT;
	if (reader.status == SUMMARY_OK)
		*summary = s;
	return reader.status;
}
