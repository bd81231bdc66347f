/*
 * complexity_value.c
 */
#include "complexity/complexity_value.h"

#include <stdio.h>

#include "types/scan.h"

/* So narrow that the bits which a 64-bit hash folds over each other never both vary. */
#define FACTORS_BITS	7
#define BASIC_BITS		6

static bool
basic_in_range(int tenths)
{
	return tenths >= COMPLEXITY_BASIC_LEAST && tenths <= COMPLEXITY_BASIC_MOST;
}

bool
complexity_pack(const Complexity *c, int64_t *value)
{
	if (!basic_in_range(c->mortality) || !basic_in_range(c->morbidity)
		|| !basic_in_range(c->difficulty)
		|| c->patient_factors < 0 || c->patient_factors > COMPLEXITY_FACTORS_MOST)
		return false;
	*value = complexity_total(c);
	*value = *value << BASIC_BITS | c->difficulty;
	*value = *value << BASIC_BITS | c->mortality;
	*value = *value << BASIC_BITS | c->morbidity;
	*value = *value << FACTORS_BITS | c->patient_factors;
	return true;
}

static int
basic(int64_t value, int index)
{
	return (int) (value >> (FACTORS_BITS + index * BASIC_BITS) & ((1 << BASIC_BITS) - 1));
}

Complexity
complexity_unpack(int64_t value)
{
	return (Complexity) {
		.patient_factors = (int) (value & ((1 << FACTORS_BITS) - 1)),
		.morbidity = basic(value, 0),
		.mortality = basic(value, 1),
		.difficulty = basic(value, 2)
	};
}

bool
complexity_is_valid(int64_t value)
{
	Complexity	c = complexity_unpack(value);
	int64_t		again;

	return complexity_pack(&c, &again) && again == value;
}

/* Tenths; what is no number is syntax, what is off the tenth or huge is range. */
static ComplexityStatus
read_tenths(Scanner *scanner, int *tenths)
{
	int64_t		value;

	scan_blanks(scanner);
	if (!scan_at_number(scanner))
		return COMPLEXITY_SYNTAX;
	if (!scan_decimal(scanner, 1, 1000, &value))
		return COMPLEXITY_RANGE;
	*tenths = (int) value;
	return COMPLEXITY_OK;
}

static ComplexityStatus
read_components(Scanner *scanner, Complexity *c)
{
	int		   *const parts[] = {&c->mortality, &c->morbidity, &c->difficulty, &c->patient_factors};

	for (int i = 0; i < 4; i++)
	{
		ComplexityStatus status;

		if (i > 0 && !scan_character(scanner, '+'))
			return i == 3 ? COMPLEXITY_OK : COMPLEXITY_SYNTAX;
		status = read_tenths(scanner, parts[i]);
		if (status != COMPLEXITY_OK)
			return status;
	}
	return COMPLEXITY_OK;
}

ComplexityStatus
complexity_parse(const char *text, size_t length, int64_t *value)
{
	Scanner		scanner = scan_trimmed(text, length);
	Complexity	c = {0};
	int			total = -1;
	ComplexityStatus status;

	if (scanner.at < scanner.end && *scanner.at != '(')
	{
		status = read_tenths(&scanner, &total);
		if (status != COMPLEXITY_OK)
			return status;
	}
	if (!scan_character(&scanner, '('))
		return COMPLEXITY_SYNTAX;
	status = read_components(&scanner, &c);
	if (status != COMPLEXITY_OK)
		return status;
	if (!scan_character(&scanner, ')') || scanner.at != scanner.end)
		return COMPLEXITY_SYNTAX;
	if (total >= 0 && total != complexity_total(&c))
		return COMPLEXITY_RANGE;
	return complexity_pack(&c, value) ? COMPLEXITY_OK : COMPLEXITY_RANGE;
}

#define TENTHS "%d.%d"
#define AS_TENTHS(x) (x) / 10, (x) % 10

int
complexity_format(int64_t value, char text[COMPLEXITY_TEXT_SIZE])
{
	Complexity	c = complexity_unpack(value);

	return snprintf(text, COMPLEXITY_TEXT_SIZE,
					TENTHS " (" TENTHS "+" TENTHS "+" TENTHS "+" TENTHS ")",
					AS_TENTHS(complexity_total(&c)), AS_TENTHS(c.mortality),
					AS_TENTHS(c.morbidity), AS_TENTHS(c.difficulty),
					AS_TENTHS(c.patient_factors));
}
