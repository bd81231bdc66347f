/*
 * text_value.h
 *	  Types whose values are texts that people write and read: a format byte
 *	  and the canonical text, nothing compiled.
 */
#ifndef SR_TEXT_VALUE_H
#define SR_TEXT_VALUE_H

#include "compat.h"

#include "expression/program.h"
#include "expression/text_builder.h"

#define TEXT_VALUE_FORMAT 1

typedef struct TextValueType
{
	const char *name;
	const char *hint;			/* how it is written */
	/* Appends the canonical text; false, with the error set, if it is malformed. */
	bool		(*canonical) (const char *text, int32_t length, TextBuilder *builder, ExprError *error);
} TextValueType;

/* The text of a value, detoasted; not terminated. */
typedef struct TextValue
{
	const char *text;
	int32		length;
} TextValue;

extern TextValue text_value_read(Datum value);

extern Datum text_value_in(FunctionCallInfo fcinfo, const TextValueType *type);
extern Datum text_value_out(FunctionCallInfo fcinfo);
extern Datum text_value_recv(FunctionCallInfo fcinfo, const TextValueType *type);
extern Datum text_value_send(FunctionCallInfo fcinfo);

/* Reports where an expression that was read or bound went wrong. */
extern SR_NORETURN void expression_refuse(const char *what, TextValue value, const ExprError *error);

/* Reports what an evaluation failed of. */
extern SR_NORETURN void expression_failed(const char *what, TextValue value, ExprProblem problem, int32_t at);

/* palloc, as expressions ask for memory. */
extern void *expression_allocate(size_t size);

/* Defines sr_NAME_in, _out, _recv and _send of a TextValueType. */
#define SR_TEXT_VALUE_FORMS(name, type) \
	SR_FUNCTION(sr_##name##_in); \
	Datum sr_##name##_in(PG_FUNCTION_ARGS) { return text_value_in(fcinfo, &(type)); } \
	SR_FUNCTION(sr_##name##_out); \
	Datum sr_##name##_out(PG_FUNCTION_ARGS) { return text_value_out(fcinfo); } \
	SR_FUNCTION(sr_##name##_recv); \
	Datum sr_##name##_recv(PG_FUNCTION_ARGS) { return text_value_recv(fcinfo, &(type)); } \
	SR_FUNCTION(sr_##name##_send); \
	Datum sr_##name##_send(PG_FUNCTION_ARGS) { return text_value_send(fcinfo); }

#endif
