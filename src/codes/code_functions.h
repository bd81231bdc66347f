/*
 * code_functions.h
 *	  What SQL can ask of a code, the same for every type of code.
 *
 * The bodies are inline: where the kind is a constant of the same file, its
 * functions are called directly.
 */
#ifndef SR_CODE_FUNCTIONS_H
#define SR_CODE_FUNCTIONS_H

#include "compat.h"

#include "utils/builtins.h"

#include "codes/containment.h"

/* Defines sr_TYPE_FUNCTION, which is the body called with the kind of that type. */
#define SR_CODE_FUNCTION(type, function, body) \
	SR_FUNCTION(sr_##type##_##function); \
	Datum sr_##type##_##function(PG_FUNCTION_ARGS) { return body(fcinfo, &type##_kind); }

/* The same for every type of code. */
#define SR_EVERY_CODE_FUNCTION(function, body) \
	SR_CODE_FUNCTION(opcs4, function, body) \
	SR_CODE_FUNCTION(icd10, function, body)

/* category(code): M41 of M41.1. */
static inline Datum
code_category(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	PG_RETURN_INT64(kind->category_of(PG_GETARG_INT64(0)));
}

/* last_within(code): V41.9 of V41, V41.1 of V41.1. */
static inline Datum
code_last_within(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	PG_RETURN_INT64(kind->last_within(PG_GETARG_INT64(0)));
}

/* chapter(code): the letter. */
static inline Datum
code_chapter(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	char		letter = kind->letter(PG_GETARG_INT64(0));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(&letter, 1));
}

/* undotted(code): V411 of V41.1, as Hospital Episode Statistics write it. */
static inline Datum
code_undotted(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	char		text[CODE_TEXT_SIZE];
	int			length = kind->format(PG_GETARG_INT64(0), false, text);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text, length));
}

/* code <@ category: is the left code the right one, or within it? */
static inline Datum
code_contained_by(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	PG_RETURN_BOOL(kind->is_within(PG_GETARG_INT64(0), PG_GETARG_INT64(1)));
}

/* category @> code: the commutator of <@. */
static inline Datum
code_contains(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	PG_RETURN_BOOL(kind->is_within(PG_GETARG_INT64(1), PG_GETARG_INT64(0)));
}

/* All of these, and what the planner asks of <@ and @>. */
#define SR_CODE_FUNCTIONS(type) \
	SR_CODE_FUNCTION(type, category, code_category) \
	SR_CODE_FUNCTION(type, last_within, code_last_within) \
	SR_CODE_FUNCTION(type, chapter, code_chapter) \
	SR_CODE_FUNCTION(type, undotted, code_undotted) \
	SR_CODE_FUNCTION(type, contained_by, code_contained_by) \
	SR_CODE_FUNCTION(type, contains, code_contains) \
	SR_CODE_FUNCTION(type, within_support, containment_support) \
	SR_CODE_FUNCTION(type, within_sel, containment_selectivity)

#endif
