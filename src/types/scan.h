/*
 * scan.h
 *	  Small steps of reading a literal, shared by the pure parsers.
 */
#ifndef SR_SCAN_H
#define SR_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads of text up to end. */
typedef struct Scanner
{
	const char *at;
	const char *end;
} Scanner;

static inline bool
scan_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
scan_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A literal without the blanks around it. */
static inline Scanner
scan_trimmed(const char *text, size_t length)
{
	Scanner		scanner = {text, text + length};

	while (scanner.at < scanner.end && scan_is_blank(*scanner.at))
		scanner.at++;
	while (scanner.end > scanner.at && scan_is_blank(scanner.end[-1]))
		scanner.end--;
	return scanner;
}

static inline void
scan_blanks(Scanner *scanner)
{
	while (scanner->at < scanner->end && scan_is_blank(*scanner->at))
		scanner->at++;
}

/* Does a number begin here: a digit, or a point and a digit? */
static inline bool
scan_at_number(const Scanner *scanner)
{
	const char *at = scanner->at;

	if (at < scanner->end && *at == '.')
		at++;
	return at < scanner->end && scan_is_digit(*at);
}

/* Steps over blanks and then this character, if it comes next. */
static inline bool
scan_character(Scanner *scanner, char c)
{
	if (scanner->at < scanner->end && *scanner->at != c)
		scan_blanks(scanner);
	if (scanner->at == scanner->end || *scanner->at != c)
		return false;
	scanner->at++;
	return true;
}

/*
 * An unsigned decimal as a whole number of 10^-places, exactly; false if it is
 * no number, has digits beyond the places other than 0, or is above limit.
 * 10 * limit * 10^places must be an int64_t.
 */
static inline bool
scan_decimal(Scanner *scanner, int places, int64_t limit, int64_t *value)
{
	const char *at,
			   *start;
	int64_t		sum = 0;
	bool		any;

	scan_blanks(scanner);
	start = at = scanner->at;
	for (; at < scanner->end && scan_is_digit(*at) && sum <= limit; at++)
		sum = sum * 10 + (*at - '0');
	any = at > start;
	if (at < scanner->end && *at == '.')
	{
		start = ++at;
		for (; places > 0 && at < scanner->end && scan_is_digit(*at); at++, places--)
			sum = sum * 10 + (*at - '0');
		any |= at > start;
		for (; at < scanner->end && scan_is_digit(*at); at++)
			if (*at != '0')
				return false;
	}
	for (; places > 0; places--)
		sum *= 10;
	scanner->at = at;
	*value = sum;
	return any && sum <= limit;
}

#endif
