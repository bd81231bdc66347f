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
	scan_blanks(scanner);
	if (scanner->at == scanner->end || *scanner->at != c)
		return false;
	scanner->at++;
	return true;
}

/*
 * An unsigned decimal as a whole number of 10^-places, exactly; false if it is
 * no number, has digits beyond the places other than 0, or is above limit.
 */
static inline bool
scan_decimal(Scanner *scanner, int places, int64_t limit, int64_t *value)
{
	int64_t		sum = 0;
	int			after = -1;		/* digits after the point, -1 before it */
	bool		any = false;

	scan_blanks(scanner);
	for (; scanner->at < scanner->end; scanner->at++)
	{
		char		c = *scanner->at;

		if (c == '.' && after < 0)
			after = 0;
		else if (!scan_is_digit(c))
			break;
		else if (after >= places && c != '0')
			return false;
		else if (after < places)
		{
			any = true;
			sum = sum * 10 + (c - '0');
			after += after >= 0;
			if (sum > limit)
				return false;
		}
	}
	for (after = after < 0 ? 0 : after; after < places; after++)
		sum *= 10;
	*value = sum;
	return any && sum <= limit;
}

#endif
