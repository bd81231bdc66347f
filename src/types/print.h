/*
 * print.h
 *	  Small steps of writing a literal, shared by the pure printers.
 */
#ifndef SR_PRINT_H
#define SR_PRINT_H

#include <stdint.h>

/* Writes a number in no fewer digits than "least", at most 20; returns where it ends. */
static inline char *
print_digits(char *at, uint64_t number, int least)
{
	char		digits[20];
	int			count = 0;

	do
	{
		digits[count++] = (char) ('0' + number % 10);
		number /= 10;
	} while (number > 0 || count < least);
	while (count > 0)
		*at++ = digits[--count];
	return at;
}

#endif
