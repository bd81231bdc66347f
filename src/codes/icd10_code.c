/*
 * icd10_code.c
 *	  The one parser and the one printer of ICD-10 codes, and their neighbours.
 */
#include "codes/icd10_code.h"

#include "types/scan.h"

#define BITS		6
#define MASK		INT64_C(63)
#define CATEGORY	3			/* characters before the dot */

#define FIRST_DIGIT		1
#define LAST_DIGIT		10
#define FIRST_LETTER	11
#define LAST_LETTER		36
#define FILLER_X		(FIRST_LETTER + 'X' - 'A')

static int
shift_of(int position)
{
	return BITS * (ICD10_CHARACTERS - 1 - position);
}

static int
character_at(int64_t code, int position)
{
	return (int) (code >> shift_of(position) & MASK);
}

static int64_t
with_character(int64_t code, int position, int character)
{
	return (code & ~(MASK << shift_of(position))) | ((int64_t) character << shift_of(position));
}

/* 1 to 36, or 0 for what is neither letter nor digit. */
static int
character_of(char c)
{
	if (c >= '0' && c <= '9')
		return FIRST_DIGIT + (c - '0');
	if (c >= 'a' && c <= 'z')
		return FIRST_LETTER + (c - 'a');
	return c >= 'A' && c <= 'Z' ? FIRST_LETTER + (c - 'A') : 0;
}

/* May the character stand there: a letter first, a digit second, either after. */
static bool
fits(int character, int position)
{
	if (position == 0)
		return character >= FIRST_LETTER && character <= LAST_LETTER;
	if (position == 1)
		return character >= FIRST_DIGIT && character <= LAST_DIGIT;
	return character >= FIRST_DIGIT && character <= LAST_LETTER;
}

static int
length_of(int64_t code)
{
	int			length = 0;

	while (length < ICD10_CHARACTERS && character_at(code, length) != 0)
		length++;
	return length;
}

/* I10X says that I10 has no fourth character: the same code as I10. */
static bool
is_filled_category(int64_t code)
{
	return length_of(code) == CATEGORY + 1 && character_at(code, CATEGORY) == FILLER_X;
}

static bool
read_characters(const char *text, size_t length, int64_t *code)
{
	int			position = 0;

	*code = 0;
	for (size_t i = 0; i < length; i++)
	{
		int			character = character_of(text[i]);

		if (text[i] == '.' && position == CATEGORY && i == CATEGORY && i + 1 < length)
			continue;
		if (position >= ICD10_CHARACTERS || !fits(character, position))
			return false;
		*code = with_character(*code, position++, character);
	}
	return position >= CATEGORY;
}

bool
icd10_parse(const char *text, size_t length, int64_t *code)
{
	Scanner		scanner = scan_trimmed(text, length);

	text = scanner.at;
	length = (size_t) (scanner.end - scanner.at);
	if (!read_characters(text, length, code))
		return false;
	if (is_filled_category(*code))
		*code = icd10_category_of(*code);
	return true;
}

int
icd10_format(int64_t code, bool dotted, char text[ICD10_TEXT_SIZE])
{
	int			length = length_of(code);
	int			written = 0;

	for (int position = 0; position < length; position++)
	{
		int			character = character_at(code, position);

		if (dotted && position == CATEGORY)
			text[written++] = '.';
		text[written++] = (char) (character <= LAST_DIGIT ? '0' + character - FIRST_DIGIT
								  : 'A' + character - FIRST_LETTER);
	}
	text[written] = '\0';
	return written;
}

bool
icd10_is_valid(int64_t code)
{
	int			length = length_of(code);

	if (code < 0 || code >> (BITS * ICD10_CHARACTERS) != 0 || length < CATEGORY)
		return false;
	for (int position = 0; position < ICD10_CHARACTERS; position++)
	{
		int			character = character_at(code, position);

		if (position < length ? !fits(character, position) : character != 0)
			return false;
	}
	return !is_filled_category(code);
}

int64_t
icd10_category_of(int64_t code)
{
	return code & ~((INT64_C(1) << (shift_of(CATEGORY - 1))) - 1);
}

int64_t
icd10_last_within(int64_t code)
{
	for (int position = length_of(code); position < ICD10_CHARACTERS; position++)
		code = with_character(code, position, LAST_LETTER);
	return code;
}

/* M41.X is not a code of its own: the least that begins so is M41.X0. */
static int64_t
least_code(int64_t code)
{
	return is_filled_category(code) ? with_character(code, CATEGORY + 1, FIRST_DIGIT) : code;
}

int64_t
icd10_next(int64_t code)
{
	int			length = length_of(code);

	if (length == ICD10_CHARACTERS)
		return icd10_next_after_within(code);
	return with_character(code, length, FIRST_DIGIT);
}

int64_t
icd10_next_after_within(int64_t code)
{
	for (int position = length_of(code) - 1; position >= 0; position--)
	{
		int			character = character_at(code, position);

		if (fits(character + 1, position))
		{
			code = with_character(code, position, character + 1);
			/* A shorter code sorts first; below three characters there is none. */
			for (int rest = position + 1; rest < CATEGORY; rest++)
				code = with_character(code, rest, FIRST_DIGIT);
			return least_code(code);
		}
		code = with_character(code, position, 0);
	}
	return ICD10_NONE;
}

char
icd10_letter(int64_t code)
{
	return (char) ('A' + character_at(code, 0) - FIRST_LETTER);
}
