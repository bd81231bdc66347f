/*
 * test_rmath.c
 *	  R's functions are found, and its random numbers stay out of sight.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE				/* RTLD_DEFAULT */
#endif
#include "unit.h"

#include <dlfcn.h>

static void
loading_again_changes_nothing(void **state)
{
	Rmath		before = rmath;

	(void) state;
	assert_null(rmath_load());
	assert_memory_equal(&before, &rmath, sizeof(Rmath));
}

/* Where R has a closed form, or its help page a value. */
static void
every_function_is_the_one_it_is_called(void **state)
{
	(void) state;
	assert_close(rmath.pbeta(0.3, 2.0, 1.0, true, false), 0.09, 1e-14);
	assert_close(rmath.qbeta(0.09, 2.0, 1.0, true, false), 0.3, 1e-12);
	assert_close(rmath.pgamma(2.0, 1.0, 4.0, false, false), exp(-0.5), 1e-14);
	assert_close(rmath.qgamma(exp(-0.5), 1.0, 4.0, false, false), 2.0, 1e-12);
	assert_close(rmath.pbinom(0.0, 5.0, 0.2, true, false), 0.32768, 1e-14);
	assert_close(rmath.ppois(0.0, 3.0, true, true), -3.0, 1e-14);
	assert_close(rmath.pnorm(1.0, 1.0, 2.0, true, false), 0.5, 1e-15);
	assert_close(rmath.qnorm(0.975, 0.0, 1.0, true, false), 1.959963984540054, 1e-15);
}

static void
the_library_stays_local(void **state)
{
	static const char *const names[] = {"unif_rand", "set_seed", "norm_rand", "pbeta", "qnorm5"};

	(void) state;
	for (int i = 0; i < LENGTH(names); i++)
		assert_holds(dlsym(RTLD_DEFAULT, names[i]) == NULL, "%s is visible", names[i]);
}

TESTS(
	TEST(loading_again_changes_nothing),
	TEST(every_function_is_the_one_it_is_called),
	TEST(the_library_stays_local),
)
