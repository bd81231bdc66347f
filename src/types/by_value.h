/*
 * by_value.h
 *	  How every type that is an integer underneath gets its text and binary
 *	  forms.  by_value.sql.in gives it operators, sorting, hashing and indexes.
 *
 * A type is its parser, its printer and its range of valid integers.  Order of
 * the integers is order of the values, so by_value_compare.c compares them, and
 * the server's own functions for integer or bigint sort and hash them.
 */
#ifndef SR_BY_VALUE_H
#define SR_BY_VALUE_H

#include "compat.h"

typedef enum ByValueStatus
{
	BY_VALUE_OK,
	BY_VALUE_SYNTAX,
	BY_VALUE_RANGE
} ByValueStatus;

typedef struct ByValueType
{
	const char *name;
	int			width;			/* 4 or 8 bytes */
	int			text_size;		/* of the longest text, with its end */
	ByValueStatus (*parse) (const char *text, size_t length, int64_t *value);
	int			(*format) (int64_t value, char *text);
	bool		(*is_valid) (int64_t value);
	bool		personal;		/* a literal must not be repeated in a message */
	const char *hint;
} ByValueType;

extern Datum by_value_in(FunctionCallInfo fcinfo, const ByValueType *type);
extern Datum by_value_out(FunctionCallInfo fcinfo, const ByValueType *type);
extern Datum by_value_recv(FunctionCallInfo fcinfo, const ByValueType *type);
extern Datum by_value_send(FunctionCallInfo fcinfo, const ByValueType *type);

/* Defines sr_NAME_in, _out, _recv and _send of a ByValueType. */
#define SR_BY_VALUE_FORM(name, form, type) \
	SR_FUNCTION(sr_##name##_##form); \
	Datum sr_##name##_##form(PG_FUNCTION_ARGS) { return by_value_##form(fcinfo, &(type)); }
#define SR_BY_VALUE_FORMS(name, type) \
	SR_BY_VALUE_FORM(name, in, type) \
	SR_BY_VALUE_FORM(name, out, type) \
	SR_BY_VALUE_FORM(name, recv, type) \
	SR_BY_VALUE_FORM(name, send, type)

#endif
