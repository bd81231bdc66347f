/*
 * codes_invalid.c
 *	  Which of many texts are no well-formed codes, and why: for data quality.
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "arguments.h"
#include "codes/code_fault.h"
#include "codes/containment.h"

SR_FUNCTION(sr_codes_invalid);

typedef struct CodeSystem
{
	const CodeKind *kind;
	const char *shape;
} CodeSystem;

static CodeSystem
read_system(text *name)
{
	static const char *const names[] = {"opcs4", "icd10", NULL};
	static const CodeSystem systems[] =
	{{&opcs4_kind, OPCS4_SHAPE}, {&icd10_kind, ICD10_SHAPE}};

	return systems[sr_keyword(name, names, "system")];
}

/* Is this no code?  The parser of the type decides; the fault explains. */
static bool
is_invalid(text *code, CodeSystem system, char fault[CODE_FAULT_SIZE])
{
	const char *characters = VARDATA_ANY(code);
	size_t		length = VARSIZE_ANY_EXHDR(code);
	int64		value;

	if (system.kind->parse(characters, length, &value))
		return false;
	if (!code_fault(characters, length, system.shape, fault))
		elog(ERROR, "code was refused without a fault");
	return true;
}

static void
put_row(ReturnSetInfo *result, int ordinal, Datum code, const char *fault)
{
	Datum		values[3];
	bool		nulls[3] = {false};

	values[0] = Int32GetDatum(ordinal);
	values[1] = code;
	values[2] = CStringGetTextDatum(fault);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* codes_invalid(text[], system) -> set of (ordinal, code, reason) */
Datum
sr_codes_invalid(PG_FUNCTION_ARGS)
{
	CodeSystem	system = read_system(PG_GETARG_TEXT_PP(1));
	char		fault[CODE_FAULT_SIZE];
	Datum	   *codes;
	bool	   *nulls;
	int			count;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(0), TEXTOID, -1, false, TYPALIGN_INT,
					  &codes, &nulls, &count);
	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!nulls[i] && is_invalid(DatumGetTextPP(codes[i]), system, fault))
			put_row((ReturnSetInfo *) fcinfo->resultinfo, i + 1, codes[i], fault);
	}
	return (Datum) 0;
}
