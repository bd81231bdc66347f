/*
 * rmath.c
 *	  Loads libRmath with a scope of its own.
 *
 * The server loads modules RTLD_GLOBAL.  Were libRmath linked, its unif_rand
 * and kin would stand before libR's inside PL/R, whose set.seed would then
 * seed a generator that nobody reads.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE				/* RTLD_DEEPBIND */
#endif
#include "stats/rmath.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

Rmath		rmath;

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RMATH_SANITIZED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define RMATH_SANITIZED
#endif

/* Deep binding keeps libRmath's inner calls away from a libR loaded before. */
#if defined(RTLD_DEEPBIND) && !defined(RMATH_SANITIZED)
#define RMATH_SCOPE (RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND)
#else
#define RMATH_SCOPE (RTLD_NOW | RTLD_LOCAL)
#endif

#ifdef __APPLE__
static const char *const library_names[] = {"libRmath.dylib"};
#else
static const char *const library_names[] = {"libRmath.so.1", "libRmath.so"};
#endif

static const struct
{
	const char *name;
	size_t		offset;
}			symbols[] = {
	{"pbeta", offsetof(Rmath, pbeta)},
	{"qbeta", offsetof(Rmath, qbeta)},
	{"pgamma", offsetof(Rmath, pgamma)},
	{"qgamma", offsetof(Rmath, qgamma)},
	{"pbinom", offsetof(Rmath, pbinom)},
	{"ppois", offsetof(Rmath, ppois)},
	{"pnorm5", offsetof(Rmath, pnorm)},
	{"qnorm5", offsetof(Rmath, qnorm)},
};

static void *
open_library(void)
{
	void	   *library = NULL;

	for (size_t i = 0; library == NULL && i < sizeof(library_names) / sizeof(library_names[0]); i++)
		library = dlopen(library_names[i], RMATH_SCOPE);
	return library;
}

const char *
rmath_load(void)
{
	static void *library = NULL;
	Rmath		found;

	if (library != NULL)
		return NULL;

	library = open_library();
	if (library == NULL)
	{
		/* Once more, for what is wrong with the name that ought to be there. */
		dlopen(library_names[0], RMATH_SCOPE);
		return dlerror();
	}

	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
	{
		void	   *address = dlsym(library, symbols[i].name);

		if (address == NULL)
		{
			const char *problem = dlerror();

			library = NULL;
			return problem;
		}
		memcpy((char *) &found + symbols[i].offset, &address, sizeof(address));
	}
	rmath = found;
	return NULL;
}
