/*
 * opcs4_code.c
 *	  The one parser and the one printer of OPCS-4 codes.
 */
#include "codes/opcs4_code.h"

#include "types/scan.h"

#define LETTER_RANGE (100 * OPCS4_PER_CATEGORY)

/* 0 to 24, or -1: OPCS-4 leaves the letter I out. */
static int
letter_index(char c)
{
	if (c >= 'a' && c <= 'z')
		c -= 'a' - 'A';
	if (c < 'A' || c > 'Z' || c == 'I')
		return -1;
	return c - 'A' - (c > 'I');
}

/* What follows letter and two digits: nothing, a digit, or a dot and a digit. */
static int
parse_subcategory(const char *text, size_t length)
{
	if (length == 0)
		return 0;
	if (length == 2 && text[0] == '.')
	{
		text++;
		length--;
	}
	if (length != 1 || !scan_is_digit(text[0]))
		return -1;
	return 1 + (text[0] - '0');
}

bool
opcs4_parse(const char *text, size_t length, int32_t *code)
{
	Scanner		scanner = scan_trimmed(text, length);
	int			letter,
				subcategory;

	text = scanner.at;
	length = (size_t) (scanner.end - scanner.at);

	if (length < 3 || !scan_is_digit(text[1]) || !scan_is_digit(text[2]))
		return false;
	letter = letter_index(text[0]);
	subcategory = parse_subcategory(text + 3, length - 3);
	if (letter < 0 || subcategory < 0)
		return false;

	*code = letter * LETTER_RANGE
		+ ((text[1] - '0') * 10 + (text[2] - '0')) * OPCS4_PER_CATEGORY
		+ subcategory;
	return true;
}

char
opcs4_letter(int32_t code)
{
	int			letter = code / LETTER_RANGE;

	return (char) ('A' + letter + (letter >= 'I' - 'A'));
}

int
opcs4_format(int32_t code, bool dotted, char text[OPCS4_TEXT_SIZE])
{
	int			category = code % LETTER_RANGE / OPCS4_PER_CATEGORY;
	int			subcategory = code % OPCS4_PER_CATEGORY;
	int			length = 0;

	text[length++] = opcs4_letter(code);
	text[length++] = (char) ('0' + category / 10);
	text[length++] = (char) ('0' + category % 10);
	if (subcategory > 0)
	{
		if (dotted)
			text[length++] = '.';
		text[length++] = (char) ('0' + subcategory - 1);
	}
	text[length] = '\0';
	return length;
}
