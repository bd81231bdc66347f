/*
 * code_fault.c
 */
#include "codes/code_fault.h"

#include <stdio.h>
#include <string.h>

#include "types/scan.h"

#define NEEDED	3				/* characters, and the dot stands after them */

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
fits(char c, char wanted)
{
	switch (wanted)
	{
		case 'L':
			return is_letter(c);
		case 'l':
			return is_letter(c) && c != 'I' && c != 'i';
		case 'd':
			return scan_is_digit(c);
		default:
			return is_letter(c) || scan_is_digit(c);
	}
}

static const char *
name_of(char wanted)
{
	switch (wanted)
	{
		case 'L':
			return "a letter";
		case 'l':
			return "a letter other than I";
		case 'd':
			return "a digit";
		default:
			return "a letter or a digit";
	}
}

static bool
write_fault(char fault[CODE_FAULT_SIZE], const char *words)
{
	snprintf(fault, CODE_FAULT_SIZE, "%s", words);
	return true;
}

static bool
write_misfit(char fault[CODE_FAULT_SIZE], int position, char wanted)
{
	static const char *const ordinals[] =
	{"first", "second", "third", "fourth", "fifth", "sixth", "seventh"};

	snprintf(fault, CODE_FAULT_SIZE, "the %s character is not %s", ordinals[position],
			 name_of(wanted));
	return true;
}

/* A dot that is not between the third character and another. */
static bool
is_misplaced(Scanner text, const char *dot, int position)
{
	return position != NEEDED || dot[-1] == '.' || dot + 1 == text.end;
}

bool
code_fault(const char *text, size_t length, const char *shape, char fault[CODE_FAULT_SIZE])
{
	Scanner		code = scan_trimmed(text, length);
	int			position = 0;

	if (code.at == code.end)
		return write_fault(fault, "it is empty");
	for (const char *at = code.at; at < code.end; at++)
	{
		if (scan_is_blank(*at))
			return write_fault(fault, "there is a blank within it");
		if (*at == '.' && position >= NEEDED && !is_misplaced(code, at, position))
			continue;
		if (*at == '.' && position >= NEEDED)
			return write_fault(fault, "a dot is not between the third and the fourth character");
		if (shape[position] == '\0')
			return write_fault(fault, "it has too many characters");
		if (!fits(*at, shape[position]))
			return write_misfit(fault, position, shape[position]);
		position++;
	}
	return position < NEEDED && write_fault(fault, "it has fewer than three characters");
}
