/*
 * code_bounds.h
 *	  What must hold of a code besides: its bounds, and the text without a dot.
 */
#ifndef SR_FUZZ_CODE_BOUNDS_H
#define SR_FUZZ_CODE_BOUNDS_H

#include "by_value.h"

/* Category and last code hold a code between them, and begin as it does. */
static inline void
check_bounds(const FuzzedType *type, int64_t code, int64_t category, int64_t last)
{
	char	   *text = printed(type, code);
	char	   *category_text = printed(type, category);
	char	   *last_text = printed(type, last);

	must_be(type->is_valid(category) && type->is_valid(last), "a bound is no code");
	must_be(category <= code && code <= last, "bounds do not hold their code");
	must_be(strlen(category_text) == 3 && strncmp(text, category_text, 3) == 0, "another category");
	must_be(strncmp(last_text, text, strlen(text)) == 0, "the last code begins otherwise");
	free(text);
	free(category_text);
	free(last_text);
}

static inline void
check_undotted(const FuzzedType *type, int64_t code, const char *undotted)
{
	int64_t		back;

	must_be(strchr(undotted, '.') == NULL, "a dot in an undotted code");
	must_be(reads(type, undotted, strlen(undotted), &back) && back == code,
			"an undotted code does not read as it was");
}

#endif
