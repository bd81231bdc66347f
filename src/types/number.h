/*
 * number.h
 *	  Text of a number.
 */
#ifndef SR_NUMBER_H
#define SR_NUMBER_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#define NUMBER_TEXT_SIZE 32

/* Shortest of 15 to 17 digits that reads back as the same double; its length. */
static inline int
number_format(double value, char *text, size_t size)
{
	int			length = 0;

	for (int digits = 15; digits <= 17; digits++)
	{
		length = snprintf(text, size, "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	return length;
}

#endif
