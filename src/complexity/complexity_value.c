/*
 * complexity_value.c
 */
#include "complexity/complexity_value.h"

#include "types/print.h"
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
read_any_tenths(Scanner *scanner, int *tenths)
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

/* The same, faster for what nearly all are: a digit, a point, a digit and no more. */
static inline ComplexityStatus
read_tenths(Scanner *scanner, int *tenths)
{
	const char *at = scanner->at;

	if (scanner->end - at < 4 || !scan_is_digit(at[0]) || at[1] != '.'
		|| !scan_is_digit(at[2]) || scan_is_digit(at[3]))
		return read_any_tenths(scanner, tenths);
	*tenths = (at[0] - '0') * 10 + (at[2] - '0');
	scanner->at += 3;
	return COMPLEXITY_OK;
}

static inline ComplexityStatus
read_next_tenths(Scanner *scanner, int *tenths)
{
	return scan_character(scanner, '+') ? read_tenths(scanner, tenths) : COMPLEXITY_SYNTAX;
}

static inline ComplexityStatus
read_components(Scanner *scanner, Complexity *c)
{
	ComplexityStatus status = read_tenths(scanner, &c->mortality);

	if (status == COMPLEXITY_OK)
		status = read_next_tenths(scanner, &c->morbidity);
	if (status == COMPLEXITY_OK)
		status = read_next_tenths(scanner, &c->difficulty);
	if (status == COMPLEXITY_OK && scan_character(scanner, '+'))
		status = read_tenths(scanner, &c->patient_factors);
	return status;
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

static char *
print_tenths(char *at, int tenths, char after)
{
	at = print_digits(at, (uint64_t) (tenths / 10), 1);
	*at++ = '.';
	*at++ = (char) ('0' + tenths % 10);
	*at++ = after;
	return at;
}

int
complexity_format(int64_t value, char text[COMPLEXITY_TEXT_SIZE])
{
	Complexity	c = complexity_unpack(value);
	char	   *at = print_tenths(text, complexity_total(&c), ' ');

	*at++ = '(';
	at = print_tenths(at, c.mortality, '+');
	at = print_tenths(at, c.morbidity, '+');
	at = print_tenths(at, c.difficulty, '+');
	at = print_tenths(at, c.patient_factors, ')');
	*at = '\0';
	return (int) (at - text);
}
