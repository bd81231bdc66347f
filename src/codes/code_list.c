/*
 * code_list.c
 *	  Lists of codes as multiranges: from the text that people write and back.
 */
#include "codes/code_range.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"

#include "arguments.h"
#include "codes/code_functions.h"
#include "codes/code_list_text.h"

/* Items that one list may have. */
#define MAX_ITEMS	1000000

/* The ranges of a list as they are read. */
typedef struct RangeList
{
	TypeCacheEntry *range_type;
	int			count;
	int			room;
	RangeType **ranges;
} RangeList;

static const char *
shown(const CodeListItem *item)
{
	size_t		length = (size_t) (item->text.end - item->text.at);

	return sr_shown(pnstrdup(item->text.at, Min(length, SR_SHOWN_LENGTH + 1)));
}

static pg_noinline void
refuse_item(const CodeKind *kind, const CodeListItem *item)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid item in a list of %ss: \"%s\"", kind->noun, shown(item)),
			 errhint("%s", kind->list_hint)));
}

/* In the words of the server's own ranges. */
static pg_noinline void
refuse_reversed(const CodeListItem *item)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("range lower bound must be less than or equal to range upper bound"),
			 errdetail("The item is \"%s\".", shown(item))));
}

static void
add_range(RangeList *list, CodeRange range)
{
	CHECK_FOR_INTERRUPTS();
	if (list->count == MAX_ITEMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a list of codes must have at most %d items", MAX_ITEMS)));
	if (list->count == list->room)
	{
		list->room *= 2;
		list->ranges = repalloc(list->ranges, list->room * sizeof(RangeType *));
	}
	list->ranges[list->count++] = code_range_make(list->range_type, range);
}

static void
read_items(const CodeKind *kind, text *source, RangeList *list)
{
	CodeListReader reader = code_list_reader(kind->parse, VARDATA_ANY(source),
											 VARSIZE_ANY_EXHDR(source));
	CodeListItem item;
	CodeListStatus status;

	while ((status = code_list_next(&reader, &item)) != CODE_LIST_END)
	{
		if (status == CODE_LIST_SYNTAX)
			refuse_item(kind, &item);
		if (item.first > item.last)
			refuse_reversed(&item);
		add_range(list, (CodeRange) {item.first, code_after_within(kind, item.last)});
	}
}

/* opcs4_codes(text) -> opcs4multirange, and of the other kinds */
static Datum
codes(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	Oid			type = get_func_rettype(fcinfo->flinfo->fn_oid);
	RangeList	list = {.room = 16};

	list.range_type = multirange_get_typcache(fcinfo, type)->rngtype;
	list.ranges = palloc(list.room * sizeof(RangeType *));
	read_items(kind, PG_GETARG_TEXT_PP(0), &list);
	PG_RETURN_MULTIRANGE_P(make_multirange(type, list.range_type, list.count, list.ranges));
}

SR_EVERY_CODE_FUNCTION(codes, codes)

static char *
code_text(const CodeKind *kind, int64 code)
{
	char	   *text = palloc(CODE_TEXT_SIZE);

	kind->format(code, true, text);
	return text;
}

/*
 * The shortest code from first on whose codes end where the range ends, found by
 * stepping over whole categories where they fit; CODE_NONE if no code does, as
 * in [V41,V41.0), which is V41 without what is within it.
 */
static int64
last_item(const CodeKind *kind, CodeRange range)
{
	int64		code = range.low;

	while (code < range.end)
	{
		int64		after = code_after_within(kind, code);

		if (after == range.end)
			return code;
		code = after < range.end ? after : code_after(kind, code);
	}
	return CODE_NONE;
}

static void
append_item(StringInfo list, const CodeKind *kind, CodeRange range)
{
	int64		last = last_item(kind, range);

	if (last == CODE_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no list of %ss can say the range from %s to before %s", kind->noun,
						code_text(kind, range.low), code_text(kind, range.end)),
				 errhint("A list names a code with all that is within it.")));
	appendStringInfo(list, "%s%s", list->len == 0 ? "" : ", ", code_text(kind, range.low));
	if (last != range.low)
		appendStringInfo(list, "-%s", code_text(kind, last));
}

/* codes_text(multirange) -> text */
static Datum
codes_text(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	CodeBounds *bounds = code_bounds_read(PG_GETARG_MULTIRANGE_P(0), CurrentMemoryContext);
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < bounds->count; i += 2)
	{
		CodeRange	range = {bounds->bound[i], bounds->bound[i + 1]};

		CHECK_FOR_INTERRUPTS();
		if (range.low == CODE_BEFORE_ALL)
			range.low = code_first(kind);
		append_item(&list, kind, range);
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(list.data, list.len));
}

SR_EVERY_CODE_FUNCTION(codes_text, codes_text)
