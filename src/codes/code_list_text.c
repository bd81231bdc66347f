/*
 * code_list_text.c
 */
#include "codes/code_list_text.h"

#include <string.h>

CodeListReader
code_list_reader(CodeParser parse, const char *text, size_t length)
{
	return (CodeListReader) {parse, text, text + length, false};
}

/* Where the character next stands, or the end. */
static const char *
find(char character, const char *at, const char *end)
{
	const char *found = memchr(at, character, (size_t) (end - at));

	return found == NULL ? end : found;
}

static bool
parse_item(CodeParser parse, CodeListItem *item)
{
	const char *start = item->text.at;
	const char *end = item->text.end;
	const char *hyphen = find('-', start, end);

	if (!parse(start, (size_t) (hyphen - start), &item->first))
		return false;
	item->last = item->first;
	return hyphen == end || parse(hyphen + 1, (size_t) (end - hyphen - 1), &item->last);
}

CodeListStatus
code_list_next(CodeListReader *reader, CodeListItem *item)
{
	const char *comma;

	if (reader->ended)
		return CODE_LIST_END;
	comma = find(',', reader->at, reader->end);
	item->text = scan_trimmed(reader->at, (size_t) (comma - reader->at));
	reader->ended = comma == reader->end;
	reader->at = reader->ended ? comma : comma + 1;
	return parse_item(reader->parse, item) ? CODE_LIST_ITEM : CODE_LIST_SYNTAX;
}
