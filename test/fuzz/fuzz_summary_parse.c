/*
 * fuzz_summary_parse.c
 *	  Text of an outcome summary: refused, or a consistent state whose own text
 *	  reads back.
 */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size + 1);
	OutcomeSummary s;

	memcpy(text, data, size);
	text[size] = '\0';
	if (summary_parse(text, &s) == SUMMARY_OK)
	{
		must_be(summary_is_consistent(&s), "an inconsistent state was let in");
		must_hold(round_trip_problem(&s));
	}
	free(text);
	return 0;
}
