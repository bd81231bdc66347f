/*
 * literal.h
 *	  What tests of parsers share: text of exactly so many bytes, and mutants.
 */
#ifndef SR_TEST_LITERAL_H
#define SR_TEST_LITERAL_H

#include "unit.h"

#include <regex.h>

#define LITERAL_SIZE 96

/* A copy without an end, so that reading beyond it is caught; to be freed. */
static inline char *
exact_bytes(const char *text, size_t length)
{
	char	   *copy = malloc(length > 0 ? length : 1);

	memcpy(copy, text, length);
	return copy;
}

/* Takes a byte out, puts one of the alphabet in, or exchanges one. */
static inline void
mutate(Random *random, const char *alphabet, char text[LITERAL_SIZE])
{
	size_t		length = strlen(text);
	size_t		at = (size_t) random_below(random, (int64_t) length + 1);
	char		c = alphabet[random_below(random, (int64_t) strlen(alphabet))];

	switch (random_below(random, 3))
	{
		case 0:
			if (at < length)
				memmove(text + at, text + at + 1, length - at);
			break;
		case 1:
			if (length + 2 > LITERAL_SIZE)
				break;
			memmove(text + at + 1, text + at, length - at + 1);
			text[at] = c;
			break;
		default:
			if (at < length)
				text[at] = c;
	}
}

static inline void
mutate_often(Random *random, const char *alphabet, char text[LITERAL_SIZE])
{
	for (int64_t left = random_below(random, 5); left >= 0; left--)
		mutate(random, alphabet, text);
}

static inline regex_t
grammar_of(const char *pattern)
{
	regex_t		grammar;

	assert_int_equal(0, regcomp(&grammar, pattern, REG_EXTENDED | REG_NOSUB));
	return grammar;
}

static inline bool
follows(const regex_t *grammar, const char *text)
{
	return regexec(grammar, text, 0, NULL, 0) == 0;
}

/* main() of a test program that needs no library of R. */
#define PURE_TESTS(...) \
	int \
	main(void) \
	{ \
		const struct CMUnitTest tests[] = {__VA_ARGS__}; \
	\
		return cmocka_run_group_tests(tests, NULL, NULL); \
	}

#endif
