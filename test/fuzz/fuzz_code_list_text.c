/*
 * fuzz_code_list_text.c
 *	  Lists of codes: read item by item they are what lies between the commas,
 *	  and written from their items they read the same.
 */
#include "fuzz.h"

#include "codes.h"

/* What is between two commas: one code, or two with the only hyphen between. */
static CodeListStatus
by_hand(CodeParser parse, const char *text, size_t length, CodeListItem *item)
{
	const char *hyphen = length > 0 ? memchr(text, '-', length) : NULL;
	size_t		before = hyphen == NULL ? length : (size_t) (hyphen - text);

	if (!parse(text, before, &item->first))
		return CODE_LIST_SYNTAX;
	item->last = item->first;
	if (hyphen == NULL)
		return CODE_LIST_ITEM;
	return parse(hyphen + 1, length - before - 1, &item->last) ? CODE_LIST_ITEM : CODE_LIST_SYNTAX;
}

static void
check_item(CodeListStatus status, const CodeListItem *item, CodeListStatus wanted, const CodeListItem *other,
		   const char *start, const char *end)
{
	must_be(status == wanted, "an item is judged otherwise");
	must_be(start <= item->text.at && item->text.at <= item->text.end && item->text.end <= end,
			"the text of an item lies elsewhere");
	must_be(status != CODE_LIST_ITEM || (item->first == other->first && item->last == other->last),
			"an item has other codes");
}

/* Adds an item to a list that is written anew. */
static size_t
write_item(const TestedKind *kind, const CodeListItem *item, char *written)
{
	size_t		length = (size_t) kind->format(item->first, written);

	if (item->last != item->first)
	{
		written[length++] = '-';
		length += (size_t) kind->format(item->last, written + length);
	}
	written[length++] = ',';
	return length;
}

/* Two lists without a fault have the same items. */
static void
check_same(const TestedKind *kind, const char *a, size_t a_length, const char *b, size_t b_length)
{
	CodeListReader one = code_list_reader(kind->parse, a, a_length);
	CodeListReader other = code_list_reader(kind->parse, b, b_length);
	CodeListItem x,
				y;
	CodeListStatus status;

	while ((status = code_list_next(&one, &x)) == CODE_LIST_ITEM)
		must_be(code_list_next(&other, &y) == CODE_LIST_ITEM && x.first == y.first && x.last == y.last,
				"a list that is written anew differs");
	must_be(status == CODE_LIST_END && code_list_next(&other, &y) == CODE_LIST_END,
			"a list that is written anew has another end");
}

static void
check_list(const TestedKind *kind, const char *text, size_t size)
{
	const char *end = text + size;
	const char *start = text;
	CodeListReader reader = code_list_reader(kind->parse, text, size);
	char	   *written = malloc((size + 1) * 2 * CODE_SIZE);
	size_t		length = 0;
	bool		good = true;
	CodeListItem item = {0},
				other = {0};

	for (bool more = true; more;)
	{
		const char *comma = start < end ? memchr(start, ',', (size_t) (end - start)) : NULL;
		const char *stop = comma == NULL ? end : comma;
		CodeListStatus status = code_list_next(&reader, &item);

		check_item(status, &item, by_hand(kind->parse, start, (size_t) (stop - start), &other), &other, start, stop);
		good = good && status == CODE_LIST_ITEM;
		if (good)
			length += write_item(kind, &item, written + length);
		more = comma != NULL;
		start = stop + 1;
	}
	must_be(code_list_next(&reader, &item) == CODE_LIST_END && code_list_next(&reader, &item) == CODE_LIST_END,
			"a list goes on after its end");
	if (good)
		check_same(kind, text, size, written, length - 1);
	free(written);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = exact_copy(data, size);

	for (int i = 0; i < LENGTH(code_kinds); i++)
		check_list(code_kinds[i], text, size);
	free(text);
	return 0;
}
