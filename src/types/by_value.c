/*
 * by_value.c
 */
#include "types/by_value.h"

#include "libpq/pqformat.h"

#include "arguments.h"

static Datum
to_datum(int64 value, const ByValueType *type)
{
	return type->width == sizeof(int32) ? Int32GetDatum((int32) value) : Int64GetDatum(value);
}

static int64
from_datum(Datum datum, const ByValueType *type)
{
	return type->width == sizeof(int32) ? DatumGetInt32(datum) : DatumGetInt64(datum);
}

static const char *
quoted(const char *literal, const ByValueType *type)
{
	return type->personal ? "" : psprintf(": \"%s\"", sr_shown(literal));
}

/* 22P02 for what the parser cannot read, 22003 for what it reads and refuses. */
Datum
by_value_in(FunctionCallInfo fcinfo, const ByValueType *type)
{
	const char *literal = PG_GETARG_CSTRING(0);
	int64		value = 0;
	ByValueStatus status = type->parse(literal, strlen(literal), &value);

	if (likely(status == BY_VALUE_OK))
		return to_datum(value, type);
	if (status == BY_VALUE_RANGE)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range for type %s%s", type->name, quoted(literal, type)),
				 errhint("%s", type->hint)));
	ereturn(fcinfo->context, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s%s", type->name, quoted(literal, type)),
			 errhint("%s", type->hint)));
}

Datum
by_value_out(FunctionCallInfo fcinfo, const ByValueType *type)
{
	char	   *text = palloc(type->text_size);

	type->format(from_datum(PG_GETARG_DATUM(0), type), text);
	PG_RETURN_CSTRING(text);
}

/* As strict as text input; nothing may follow. */
Datum
by_value_recv(FunctionCallInfo fcinfo, const ByValueType *type)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length = message->len - message->cursor;
	int64		value;

	if (length != type->width)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation for type %s", type->name),
				 errdetail("Expected %d bytes, got %d.", type->width, length)));

	value = length == sizeof(int32)
		? (int32) pq_getmsgint(message, sizeof(int32)) : pq_getmsgint64(message);
	if (!type->is_valid(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 type->personal
				 ? errmsg("invalid binary representation for type %s", type->name)
				 : errmsg("invalid binary representation for type %s: " INT64_FORMAT,
						  type->name, value),
				 errhint("%s", type->hint)));
	return to_datum(value, type);
}

Datum
by_value_send(FunctionCallInfo fcinfo, const ByValueType *type)
{
	StringInfoData message;
	int64		value = from_datum(PG_GETARG_DATUM(0), type);

	pq_begintypsend(&message);
	if (type->width == sizeof(int32))
		pq_sendint32(&message, (uint32) value);
	else
		pq_sendint64(&message, (uint64) value);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
