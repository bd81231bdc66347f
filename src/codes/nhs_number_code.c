/*
 * nhs_number_code.c
 *	  NHS Data Dictionary, NHS NUMBER: weights 10 to 2 over the first nine digits,
 *	  11 less the remainder by 11 is the check digit; 11 stands for 0, and a
 *	  number whose check digit would be 10 is not issued.
 */
#include "codes/nhs_number_code.h"

#include "types/scan.h"

#define DIGITS 10

/*
 * The check digit is right if all ten digits, weighted 10 to 1, sum to a multiple
 * of 11.  A digit is added to the sum once for each that is read from it on.
 */
NhsNumberStatus
nhs_number_parse(const char *text, size_t length, int64_t *number)
{
	Scanner		scanner = scan_trimmed(text, length);
	int			digits = 0,
				sum = 0,
				weighted = 0;
	bool		after_digit = false;
	int64_t		read = 0;

	for (const char *at = scanner.at; at < scanner.end; at++)
	{
		bool		separator = *at == ' ' || *at == '-';

		if (separator ? !after_digit : !scan_is_digit(*at) || ++digits > DIGITS)
			return NHS_NUMBER_NOT_TEN_DIGITS;
		after_digit = !separator;
		if (separator)
			continue;
		read = read * 10 + (*at - '0');
		sum += *at - '0';
		weighted += sum;
	}
	if (digits != DIGITS || !after_digit)
		return NHS_NUMBER_NOT_TEN_DIGITS;
	*number = read;
	return weighted % 11 == 0 ? NHS_NUMBER_OK : NHS_NUMBER_CHECK_DIGIT;
}

int
nhs_number_format(int64_t number, char text[NHS_NUMBER_TEXT_SIZE])
{
	for (int at = NHS_NUMBER_TEXT_SIZE - 2; at >= 0; at--)
	{
		text[at] = ' ';
		if (at != 3 && at != 7)
		{
			text[at] = (char) ('0' + number % 10);
			number /= 10;
		}
	}
	text[NHS_NUMBER_TEXT_SIZE - 1] = '\0';
	return NHS_NUMBER_TEXT_SIZE - 1;
}

bool
nhs_number_is_valid(int64_t number)
{
	char		text[NHS_NUMBER_TEXT_SIZE];
	int64_t		again;

	return number >= 0 && number <= INT64_C(9999999999)
		&& nhs_number_parse(text, (size_t) nhs_number_format(number, text), &again) == NHS_NUMBER_OK;
}
