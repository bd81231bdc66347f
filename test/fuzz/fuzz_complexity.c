/*
 * fuzz_complexity.c
 *	  Complexities of procedures.
 */
#include "by_value.h"

#include "complexity/complexity_value.h"

static bool
parse(const char *text, size_t length, int64_t *value)
{
	return complexity_parse(text, length, value) == COMPLEXITY_OK;
}

/* As printed: the total first, then the components. */
typedef struct Printed
{
	int			total;
	Complexity	parts;
} Printed;

static int
read_tenths(const char **at)
{
	int			whole,
				tenth;

	*at += strcspn(*at, "0123456789");
	must_be(sscanf(*at, "%d.%d", &whole, &tenth) == 2 && tenth < 10, "not in tenths");
	*at += strspn(*at, "0123456789.");
	return 10 * whole + tenth;
}

static Printed
read_printed(const char *text)
{
	Printed		p;

	p.total = read_tenths(&text);
	p.parts.mortality = read_tenths(&text);
	p.parts.morbidity = read_tenths(&text);
	p.parts.difficulty = read_tenths(&text);
	p.parts.patient_factors = read_tenths(&text);
	return p;
}

/* By total, then difficulty, mortality, morbidity, patient factors. */
static int
order(const char *text_a, const char *text_b)
{
	const Printed a = read_printed(text_a);
	const Printed b = read_printed(text_b);
	const int	differences[] = {
		a.total - b.total, a.parts.difficulty - b.parts.difficulty, a.parts.mortality - b.parts.mortality,
		a.parts.morbidity - b.parts.morbidity, a.parts.patient_factors - b.parts.patient_factors
	};

	for (int i = 0; i < LENGTH(differences); i++)
		if (differences[i] != 0)
			return differences[i];
	return 0;
}

static bool
within(int value, int least, int most)
{
	return value >= least && value <= most;
}

static void
check(int64_t value)
{
	Complexity	parts = complexity_unpack(value);
	char		text[COMPLEXITY_TEXT_SIZE];
	Printed		p;

	complexity_format(value, text);
	p = read_printed(text);
	must_be(memcmp(&parts, &p.parts, sizeof(parts)) == 0, "components are not what is printed");
	must_be(within(parts.mortality, 5, 50) && within(parts.morbidity, 5, 50)
			&& within(parts.difficulty, 5, 50) && within(parts.patient_factors, 0, 100),
			"a component out of range");
	must_be(p.total == parts.mortality + parts.morbidity + parts.difficulty + parts.patient_factors,
			"a total that is not the sum");
}

static const FuzzedType complexity = {
	.parse = parse,.format = complexity_format,.is_valid = complexity_is_valid,.order = order,.check = check,
	.width = sizeof(int64_t),.text_size = COMPLEXITY_TEXT_SIZE,.bits = 33
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_by_value(&complexity, data, size);
}
