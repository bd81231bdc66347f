/*
 * nhs_number_code.c
 *	  NHS Data Dictionary, NHS NUMBER: weights 10 to 2 over the first nine digits,
 *	  11 less the remainder by 11 is the check digit; 11 stands for 0, and a
 *	  number whose check digit would be 10 is not issued.
 */
#include "codes/nhs_number_code.h"

#include "types/scan.h"

#define DIGITS 10

bool
nhs_number_is_valid(int64_t number)
{
	int			sum = 0;
	int64_t		rest = number / 10;

	if (number < 0 || number > INT64_C(9999999999))
		return false;
	for (int weight = 2; weight <= 10; weight++, rest /= 10)
		sum += weight * (int) (rest % 10);
	return (11 - sum % 11) % 11 == number % 10;
}

NhsNumberStatus
nhs_number_parse(const char *text, size_t length, int64_t *number)
{
	Scanner		scanner = scan_trimmed(text, length);
	int			digits = 0;
	bool		after_digit = false;

	*number = 0;
	for (; scanner.at < scanner.end; scanner.at++)
	{
		bool		separator = *scanner.at == ' ' || *scanner.at == '-';

		if (separator ? !after_digit : !scan_is_digit(*scanner.at) || ++digits > DIGITS)
			return NHS_NUMBER_NOT_TEN_DIGITS;
		if (!separator)
			*number = *number * 10 + (*scanner.at - '0');
		after_digit = !separator;
	}
	if (digits != DIGITS || !after_digit)
		return NHS_NUMBER_NOT_TEN_DIGITS;
	return nhs_number_is_valid(*number) ? NHS_NUMBER_OK : NHS_NUMBER_CHECK_DIGIT;
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
