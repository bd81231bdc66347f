/*
 * code_list_text.h
 *	  Code lists as people write them, V41-V46, W05.1: an item at a time.
 */
#ifndef SR_CODE_LIST_TEXT_H
#define SR_CODE_LIST_TEXT_H

#include "types/scan.h"

typedef bool (*CodeParser) (const char *text, size_t length, int64_t *code);

typedef enum CodeListStatus
{
	CODE_LIST_ITEM,
	CODE_LIST_END,
	CODE_LIST_SYNTAX
} CodeListStatus;

/* What is still to be read of a list. */
typedef struct CodeListReader
{
	CodeParser	parse;
	const char *at;
	const char *end;
	bool		ended;			/* no comma stood after the last item */
} CodeListReader;

/* One item: a code, or two with a hyphen between; last is first for one code. */
typedef struct CodeListItem
{
	Scanner		text;			/* without the blanks around it */
	int64_t		first;
	int64_t		last;
} CodeListItem;

extern CodeListReader code_list_reader(CodeParser parse, const char *text, size_t length);

/* The next item; its text is also set if it is no item. */
extern CodeListStatus code_list_next(CodeListReader *reader, CodeListItem *item);

#endif
