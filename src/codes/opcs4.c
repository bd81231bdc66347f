/*
 * opcs4.c
 *	  SQL type opcs4: a clinical procedure code of the OPCS Classification of
 *	  Interventions and Procedures, version 4.
 *
 * Stored as an int32 (opcs4_code.h) and by value, so comparison, hashing and
 * sorting are the server's own functions for integer; opcs4_opclass.sql names
 * them.  Only the shape of a code is checked: release tables are licensed.
 */
#include "compat.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "arguments.h"
#include "codes/opcs4_code.h"

SR_FUNCTION(sr_opcs4_in);
SR_FUNCTION(sr_opcs4_out);
SR_FUNCTION(sr_opcs4_recv);
SR_FUNCTION(sr_opcs4_send);
SR_FUNCTION(sr_opcs4_category);
SR_FUNCTION(sr_opcs4_last_within);
SR_FUNCTION(sr_opcs4_chapter);
SR_FUNCTION(sr_opcs4_undotted);
SR_FUNCTION(sr_opcs4_contained_by);
SR_FUNCTION(sr_opcs4_contains);

/* opcs4_in(cstring): 22P02 for anything but a well-formed code. */
Datum
sr_opcs4_in(PG_FUNCTION_ARGS)
{
	const char *literal = PG_GETARG_CSTRING(0);
	int32		code;

	if (!opcs4_parse(literal, strlen(literal), &code))
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "opcs4", sr_shown(literal)),
				 errhint("An OPCS-4 code is a letter other than I, two digits, and for all but a category a dot and a digit, such as V41.1.")));
	PG_RETURN_INT32(code);
}

/* opcs4_out(opcs4): canonical text, in upper case with a dot. */
Datum
sr_opcs4_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(OPCS4_TEXT_SIZE);

	opcs4_format(PG_GETARG_INT32(0), true, text);
	PG_RETURN_CSTRING(text);
}

/* opcs4_recv(internal): four bytes in network order; 22P03 if no code has them. */
Datum
sr_opcs4_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length = message->len - message->cursor;
	int32		code = 0;

	if (length != sizeof(int32))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation for type %s", "opcs4"),
				 errdetail("Expected %d bytes, got %d.", (int) sizeof(int32), length)));
	code = (int32) pq_getmsgint(message, sizeof(int32));
	if (!opcs4_is_valid(code))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation for type %s: %d", "opcs4", code),
				 errhint("The binary form is one integer of four bytes, from 0 to %d.", OPCS4_CODES - 1)));
	PG_RETURN_INT32(code);
}

/* opcs4_send(opcs4) */
Datum
sr_opcs4_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint32(&message, (uint32) PG_GETARG_INT32(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* category(opcs4): V41 of V41.1. */
Datum
sr_opcs4_category(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(opcs4_category_of(PG_GETARG_INT32(0)));
}

/* last_within(opcs4): V41.9 of V41, V41.1 of V41.1. */
Datum
sr_opcs4_last_within(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(opcs4_last_within(PG_GETARG_INT32(0)));
}

/* chapter(opcs4): the letter. */
Datum
sr_opcs4_chapter(PG_FUNCTION_ARGS)
{
	char		letter = opcs4_letter(PG_GETARG_INT32(0));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(&letter, 1));
}

/* undotted(opcs4): V411 of V41.1, as Hospital Episode Statistics write it. */
Datum
sr_opcs4_undotted(PG_FUNCTION_ARGS)
{
	char		text[OPCS4_TEXT_SIZE];
	int			length = opcs4_format(PG_GETARG_INT32(0), false, text);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text, length));
}

/* opcs4 <@ opcs4: is the left code the right one, or within that category? */
Datum
sr_opcs4_contained_by(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(opcs4_is_within(PG_GETARG_INT32(0), PG_GETARG_INT32(1)));
}

/* opcs4 @> opcs4: the commutator of <@. */
Datum
sr_opcs4_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(opcs4_is_within(PG_GETARG_INT32(1), PG_GETARG_INT32(0)));
}
