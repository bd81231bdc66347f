/*
 * code_set.c
 */
#include "expression/code_set.h"

#include <stdlib.h>
#include <string.h>

#include "codes/code_list_text.h"
#include "codes/icd10_code.h"
#include "codes/opcs4_code.h"
#include "expression/lexer.h"
#include "types/scan.h"

static bool
parse_opcs4(const char *text, size_t length, int64_t *code)
{
	int32_t		narrow = 0;
	bool		parsed = opcs4_parse(text, length, &narrow);

	*code = narrow;
	return parsed;
}

static bool
is_opcs4(ExprKind kind)
{
	return kind == EXPR_KIND_OPCS4 || kind == EXPR_KIND_OPCS4S;
}

static CodeParser
parser_of(ExprKind kind)
{
	return is_opcs4(kind) ? parse_opcs4 : icd10_parse;
}

bool
code_set_parse(ExprKind kind, const char *text, size_t length, int64_t *code)
{
	return parser_of(kind) (text, length, code);
}

CodeReading
code_set_read_text(const char *text, size_t length, int64_t *code)
{
	size_t		at = 0;

	if (code_set_parse(EXPR_KIND_TEXT, text, length, code))
		return CODE_READ;
	while (at < length && (text[at] == '-' || scan_is_blank(text[at])))
		at++;
	return at == length ? CODE_NONE : CODE_UNREADABLE;
}

static int64_t
last_within(ExprKind kind, int64_t code)
{
	return is_opcs4(kind) ? opcs4_last_within((int32_t) code) : icd10_last_within(code);
}

static bool
fail_at_item(const CodeListItem *item, const char *list, int32_t at, const char *what, ExprError *error)
{
	char		shown[EXPR_SHOWN_SIZE];

	expr_fail(error, EXPR_SYNTAX, at + (int32_t) (item->text.at - list), "\"%s\" is %s",
			  expr_shown(item->text.at, (int32_t) (item->text.end - item->text.at), shown), what);
	error->hint = "Write codes and ranges of codes with commas between, such as {V41-V46, W05.1}.";
	return false;
}

/* Takes the next item: 1, or 0 at the end, or -1 with the error set. */
static int
next_range(CodeListReader *reader, ExprKind kind, const char *list, int32_t at,
		   ExprCodeRange *range, ExprError *error)
{
	CodeListItem item;

	switch (code_list_next(reader, &item))
	{
		case CODE_LIST_END:
			return 0;
		case CODE_LIST_SYNTAX:
			fail_at_item(&item, list, at, is_opcs4(kind) ? "no OPCS-4 code or range" : "no code or range of codes", error);
			return -1;
		case CODE_LIST_ITEM:
			break;
	}
	*range = (ExprCodeRange) {item.first, last_within(kind, item.last)};
	if (range->low <= range->high)
		return 1;
	fail_at_item(&item, list, at, "a range that ends before it begins", error);
	return -1;
}

bool
code_set_check(const char *list, int32_t length, int32_t at, ExprError *error)
{
	CodeListReader reader = code_list_reader(icd10_parse, list, (size_t) length);
	ExprCodeRange range;
	int			found;

	do
		found = next_range(&reader, EXPR_KIND_TEXT, list, at, &range, error);
	while (found > 0);
	return found == 0;
}

static int32_t
count_items(const char *list, int32_t length)
{
	int32_t		items = 1;

	for (int32_t i = 0; i < length; i++)
		items += list[i] == ',';
	return items;
}

bool
code_set_ranges(ExprKind kind, const char *list, int32_t length, int32_t at,
				ExprAllocate allocate, ExprCodeSet *set, ExprError *error)
{
	CodeListReader reader = code_list_reader(parser_of(kind), list, (size_t) length);
	int			found;

	set->count = 0;
	set->ranges = allocate(sizeof(ExprCodeRange) * (size_t) count_items(list, length));
	while ((found = next_range(&reader, kind, list, at, &set->ranges[set->count], error)) > 0)
		set->count++;
	return found == 0;
}

static int
by_low(const void *a, const void *b)
{
	int64_t		low_a = ((const ExprCodeRange *) a)->low;
	int64_t		low_b = ((const ExprCodeRange *) b)->low;

	return (low_a > low_b) - (low_a < low_b);
}

bool
code_set_read(ExprKind kind, const char *list, int32_t length, int32_t at,
			  ExprAllocate allocate, ExprCodeSet *set, ExprError *error)
{
	int32_t		kept = 0;

	if (!code_set_ranges(kind, list, length, at, allocate, set, error))
		return false;
	qsort(set->ranges, (size_t) set->count, sizeof(ExprCodeRange), by_low);
	for (int32_t i = 1; i < set->count; i++)
	{
		if (set->ranges[i].low > set->ranges[kept].high)
			set->ranges[++kept] = set->ranges[i];
		else if (set->ranges[i].high > set->ranges[kept].high)
			set->ranges[kept].high = set->ranges[i].high;
	}
	set->count = kept + 1;
	return true;
}

static void
print_code(TextBuilder *builder, int64_t code)
{
	char		text[ICD10_TEXT_SIZE];

	text_add(builder, text, icd10_format(code, true, text));
}

void
code_set_print(TextBuilder *builder, const char *list, int32_t length)
{
	CodeListReader reader = code_list_reader(icd10_parse, list, (size_t) length);
	CodeListItem item;

	for (bool first = true; code_list_next(&reader, &item) == CODE_LIST_ITEM; first = false)
	{
		if (!first)
			text_add_string(builder, ", ");
		print_code(builder, item.first);
		if (memchr(item.text.at, '-', (size_t) (item.text.end - item.text.at)) == NULL)
			continue;
		text_add_string(builder, "-");
		print_code(builder, item.last);
	}
}
