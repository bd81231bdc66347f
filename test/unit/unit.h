/*
 * unit.h
 *	  cmocka, and assertions on doubles.
 */
#ifndef SR_UNIT_H
#define SR_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/rmath.h"
#include "support.h"

static inline void
check_close(double actual, double wanted, double tolerance, const char *file, int line)
{
	if (actual == wanted || fabs(actual - wanted) <= tolerance * fabs(wanted))
		return;
	print_error("%.17g is not %.17g, to %g of it\n", actual, wanted, tolerance);
	_fail(file, line);
}

static inline void
check_no_problem(const char *problem, const char *file, int line)
{
	if (problem == NULL)
		return;
	print_error("%s\n", problem);
	_fail(file, line);
}

/* Equal to within a relative tolerance. */
#define assert_close(actual, wanted, tolerance) \
	check_close(actual, wanted, tolerance, __FILE__, __LINE__)

/* As many digits as the published golden values carry. */
#define assert_golden(actual, wanted) assert_close(actual, wanted, 1e-8)

#define assert_no_problem(problem) check_no_problem(problem, __FILE__, __LINE__)

/* What a failing case of a loop was; tests that loop print it first. */
#define assert_holds(condition, ...) \
	do { \
		if (!(condition)) \
		{ \
			print_error(__VA_ARGS__); \
			print_error("\n"); \
			_fail(__FILE__, __LINE__); \
		} \
	} while (0)

/* Group setup of tests that need R's functions. */
static inline int
load_rmath(void **state)
{
	const char *problem = rmath_load();

	(void) state;
	if (problem != NULL)
		print_error("%s\n", problem);
	return problem != NULL;
}

/* main() of a test program. */
#define TESTS(...) \
	int \
	main(void) \
	{ \
		const struct CMUnitTest tests[] = {__VA_ARGS__}; \
	\
		return cmocka_run_group_tests(tests, load_rmath, NULL); \
	}

#define TEST(name) cmocka_unit_test(name)

#endif
