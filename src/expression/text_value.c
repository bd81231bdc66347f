/*
 * text_value.c
 */
#include "expression/text_value.h"

#include "libpq/pqformat.h"

#include "arguments.h"

void *
expression_allocate(size_t size)
{
	return palloc(size);
}

TextValue
text_value_read(Datum value)
{
	struct varlena *bytes = PG_DETOAST_DATUM_PACKED(value);
	const char *data = VARDATA_ANY(bytes);
	int32		length = VARSIZE_ANY_EXHDR(bytes);

	if (length < 1 || data[0] != TEXT_VALUE_FORMAT)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("unknown format of a stored rule or model"),
				 errhint("It was written by a later version of surgical_registry, or is damaged.")));
	return (TextValue) {data + 1, length - 1};
}

static Datum
text_value_make(const TextBuilder *canonical)
{
	Size		size = VARHDRSZ + 1 + canonical->length;
	struct varlena *value = palloc(size);

	SET_VARSIZE(value, size);
	VARDATA(value)[0] = TEXT_VALUE_FORMAT;
	memcpy(VARDATA(value) + 1, canonical->text, canonical->length);
	return PointerGetDatum(value);
}

/* "Expected a number, found "*", at line 1, column 5." */
static char *
place_of(const char *text, const ExprError *error)
{
	int			line,
				column;

	expr_position(text, error->at, &line, &column);
	return psprintf("%s, at line %d, column %d.", error->detail, line, column);
}

static int
sqlstate_of(ExprProblem problem)
{
	switch (problem)
	{
		case EXPR_SYNTAX:
			return ERRCODE_INVALID_TEXT_REPRESENTATION;
		case EXPR_TOO_COMPLEX:
			return ERRCODE_PROGRAM_LIMIT_EXCEEDED;
		case EXPR_WRONG_TYPE:
			return ERRCODE_DATATYPE_MISMATCH;
		case EXPR_DIVISION_BY_ZERO:
			return ERRCODE_DIVISION_BY_ZERO;
		case EXPR_LOG_OF_ZERO:
		case EXPR_LOG_OF_NEGATIVE:
			return ERRCODE_INVALID_ARGUMENT_FOR_LOG;
		case EXPR_ROOT_OF_NEGATIVE:
		case EXPR_POWER_UNDEFINED:
			return ERRCODE_INVALID_ARGUMENT_FOR_POWER_FUNCTION;
		default:
			return ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE;
	}
}

static bool
make_canonical(const TextValueType *type, const char *text, size_t length, TextBuilder *builder, ExprError *error)
{
	*builder = (TextBuilder) {.allocate = expression_allocate};
	error->hint = NULL;
	if (length > EXPR_TEXT_LIMIT)
		return expr_fail(error, EXPR_TOO_COMPLEX, 0, "The text has %zu bytes, and may have %d", length, EXPR_TEXT_LIMIT);
	if (!type->canonical(text, (int32_t) length, builder, error))
		return false;
	if (builder->length > EXPR_TEXT_LIMIT)
		return expr_fail(error, EXPR_TOO_COMPLEX, 0, "The canonical text has %d bytes, and may have %d", builder->length, EXPR_TEXT_LIMIT);
	return true;
}

Datum
text_value_in(FunctionCallInfo fcinfo, const TextValueType *type)
{
	const char *literal = PG_GETARG_CSTRING(0);
	TextBuilder builder;
	ExprError	error;

	if (make_canonical(type, literal, strlen(literal), &builder, &error))
		return text_value_make(&builder);
	ereturn(fcinfo->context, (Datum) 0,
			(errcode(sqlstate_of(error.problem)),
			 error.problem == EXPR_RANGE
			 ? errmsg("value out of range for type %s: \"%s\"", type->name, sr_shown(literal))
			 : errmsg("invalid input syntax for type %s: \"%s\"", type->name, sr_shown(literal)),
			 errdetail("%s", place_of(literal, &error)),
			 errhint("%s", error.hint != NULL ? error.hint : type->hint)));
}

Datum
text_value_out(FunctionCallInfo fcinfo)
{
	TextValue	value = text_value_read(PG_GETARG_DATUM(0));

	PG_RETURN_CSTRING(pnstrdup(value.text, value.length));
}

/* A format byte and text, as strict as text input. */
Datum
text_value_recv(FunctionCallInfo fcinfo, const TextValueType *type)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	TextBuilder builder;
	ExprError	error;
	const char *text;
	int			length;

	if (message->len - message->cursor < 1 || pq_getmsgbyte(message) != TEXT_VALUE_FORMAT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation for type %s", type->name),
				 errdetail("The first byte is %d.", TEXT_VALUE_FORMAT)));
	text = pq_getmsgtext(message, message->len - message->cursor, &length);
	if (make_canonical(type, text, length, &builder, &error))
		return text_value_make(&builder);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation for type %s", type->name),
			 errdetail("%s", place_of(text, &error))));
}

Datum
text_value_send(FunctionCallInfo fcinfo)
{
	TextValue	value = text_value_read(PG_GETARG_DATUM(0));
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, TEXT_VALUE_FORMAT);
	pq_sendtext(&message, value.text, value.length);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

void
expression_refuse(const char *what, TextValue value, const ExprError *error)
{
	const char *text = pnstrdup(value.text, value.length);

	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("%s does not fit the row", what),
			 errdetail("%s", place_of(text, error)),
			 error->hint != NULL ? errhint("%s", error->hint) : 0));
}

void
expression_failed(const char *what, TextValue value, ExprProblem problem, int32_t at)
{
	const char *text = pnstrdup(value.text, value.length);
	int			line,
				column;

	expr_position(text, at, &line, &column);
	ereport(ERROR,
			(errcode(sqlstate_of(problem)),
			 errmsg("%s", expr_problem_name(problem)),
			 errcontext("%s, line %d, column %d", what, line, column)));
}
