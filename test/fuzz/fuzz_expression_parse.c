/*
 * fuzz_expression_parse.c
 *	  Text of an expression: what is read prints as text that reads as the same
 *	  tree; what is not says where and why, in whole characters.
 */
#include "fuzz_expression.h"

static bool
is_text(const uint8_t *data, size_t size)
{
	char	   *copy = test_allocate(size + 1);

	memcpy(copy, data, size);
	copy[size] = '\0';
	return strlen(copy) == size && is_whole_utf8(copy);
}

static void
check_error(const ExprError *error, const uint8_t *data, size_t size)
{
	int			line,
				column;

	must_hold(error_problem(error, size));
	must_be(!is_text(data, size) || is_whole_utf8(error->detail), "half a character in an error");
	expr_position((const char *) data, error->at, &line, &column);
	must_be(line >= 1 && column >= 1 && (size_t) (line + column) <= size + 2, "an error nowhere");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Parsed		parsed = parse_bytes((const char *) data, size);

	if (parsed.root == EXPR_NONE)
		check_error(&parsed.error, data, size);
	else
	{
		must_hold(canonical_text_problem(&parsed));
		if (!expr_check(&parsed.forest, parsed.root, NULL, EXPR_KIND_NUMBER, &parsed.error))
			check_error(&parsed.error, data, size);
	}
	free_pieces();
	return 0;
}
