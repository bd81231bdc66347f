/*
 * classify.c
 *	  Complexity, tier and reasons of one row: classify(ruleset, row) and
 *	  classify_tier(ruleset, row), and both by columns as the planner writes them.
 */
#include "complexity/complexity_ruleset.h"

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "arguments.h"
#include "complexity/ruleset_reasons.h"
#include "expression/record_argument.h"

SR_FUNCTION(sr_classify);
SR_FUNCTION(sr_classify_columns);
SR_FUNCTION(sr_classify_tier);
SR_FUNCTION(sr_classify_tier_columns);

#define NOUN "complexity ruleset"

/* In fn_extra: a ruleset compiled for one shape of row. */
typedef struct ClassifyCall
{
	RecordCall	call;
	RulesetText text;
	RecordBinding binding;
	Ruleset		ruleset;
	RulesetWording wording;
	TupleDesc	descriptor;		/* of a classification */
	Oid			tiers[RULESET_TIERS];
} ClassifyCall;

/* Columns of a classification. */
enum
{
	COMPLEXITY,
	TIER,
	REASONS,
	CLASSIFICATION_COLUMNS
};

static void
find_tiers(Oid type, Oid tiers[RULESET_TIERS])
{
	for (int i = 0; i < RULESET_TIERS; i++)
	{
		tiers[i] = GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid,
								   ObjectIdGetDatum(type), CStringGetDatum(ruleset_tier_names[i]));
		if (!OidIsValid(tiers[i]))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("type %s has no value \"%s\"", format_type_be(type), ruleset_tier_names[i])));
	}
}

static void
compile(ClassifyCall *classify, const RowShape *shape, Datum value, Oid schema)
{
	ExprError	error;

	classify->text = ruleset_of(value);
	classify->binding = record_bind(&classify->text.forest, shape, schema);
	if (!ruleset_compile(&classify->ruleset, &classify->text, classify->binding.kinds, expression_allocate, &error))
		expression_refuse(NOUN, text_value_read(value), &error);
}

static pg_noinline void
prepare(FunctionCallInfo fcinfo, ClassifyCall *classify, bool named, bool with_reasons)
{
	Oid			function = fcinfo->flinfo->fn_oid;
	RowShape	shape;
	MemoryContext former = record_call_begin(fcinfo, &classify->call, named, &shape);

	compile(classify, &shape, PG_GETARG_DATUM(0), get_func_namespace(function));
	if (with_reasons)
	{
		classify->descriptor = sr_result_descriptor(fcinfo);
		ruleset_wording(&classify->wording, &classify->ruleset, expression_allocate);
	}
	find_tiers(with_reasons ? TupleDescAttr(classify->descriptor, TIER)->atttypid : get_func_rettype(function),
			   classify->tiers);
	record_call_end(fcinfo, &classify->call, named, former);
}

static ClassifyCall *
classify_row(FunctionCallInfo fcinfo, bool named, bool with_reasons, Classification *result)
{
	ClassifyCall *classify = record_call(fcinfo, sizeof(ClassifyCall));
	ExprProblem problem;
	int32_t		at;

	if (unlikely(!record_call_is_same(fcinfo, &classify->call, named)))
		prepare(fcinfo, classify, named, with_reasons);
	record_fetch(&classify->binding, record_call_row(fcinfo, &classify->call, named));
	problem = ruleset_classify(&classify->ruleset, classify->binding.inputs, result, &at);
	if (unlikely(problem != EXPR_FINE))
		expression_failed(NOUN, text_value_read(PG_GETARG_DATUM(0)), problem, at);
	return classify;
}

static Datum
classified_tier(FunctionCallInfo fcinfo, bool named)
{
	Classification result;
	ClassifyCall *classify = classify_row(fcinfo, named, false, &result);

	if (result.line == EXPR_NONE)
		PG_RETURN_NULL();
	PG_RETURN_OID(classify->tiers[result.tier]);
}

typedef struct Reasons
{
	MemoryContext memory;
	int			count;
	Datum	   *texts;
} Reasons;

static void
add_reason(void *context, const char *reason, int32_t length)
{
	Reasons    *reasons = context;
	Size		size = VARHDRSZ + length;
	text	   *copy = MemoryContextAlloc(reasons->memory, size);

	SET_VARSIZE(copy, size);
	memcpy(VARDATA(copy), reason, length);
	reasons->texts[reasons->count++] = PointerGetDatum(copy);
}

/* The scratch text grows in the memory of the call, the reasons are the row's. */
static Datum
reasons_array(ClassifyCall *classify, const Classification *result)
{
	Reasons		reasons = {
		.memory = CurrentMemoryContext,
		.texts = palloc(sizeof(Datum) * (classify->ruleset.condition_count + RULESET_OTHER_REASONS))
	};
	MemoryContext former = MemoryContextSwitchTo(classify->call.memory);

	ruleset_reasons(&classify->ruleset, &classify->wording, result, classify->binding.inputs, add_reason, &reasons);
	MemoryContextSwitchTo(former);
	return PointerGetDatum(construct_array(reasons.texts, reasons.count, TEXTOID, -1, false, TYPALIGN_INT));
}

static Datum
classification(FunctionCallInfo fcinfo, bool named)
{
	Classification result;
	ClassifyCall *classify = classify_row(fcinfo, named, true, &result);
	bool		found = result.line != EXPR_NONE;
	Datum		values[CLASSIFICATION_COLUMNS] = {
		[COMPLEXITY] = found ? Int64GetDatum(result.complexity) : 0,
		[TIER] = found ? ObjectIdGetDatum(classify->tiers[result.tier]) : 0,
		[REASONS] = reasons_array(classify, &result)
	};
	bool		nulls[CLASSIFICATION_COLUMNS] = {[COMPLEXITY] = !found,[TIER] = !found};

	return HeapTupleGetDatum(heap_form_tuple(classify->descriptor, values, nulls));
}

/* classify(complexity_ruleset, record) */
Datum
sr_classify(PG_FUNCTION_ARGS)
{
	return classification(fcinfo, false);
}

/* classify_columns(complexity_ruleset, names text[], VARIADIC "any") */
Datum
sr_classify_columns(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return classification(fcinfo, true);
}

/* classify_tier(complexity_ruleset, record) */
Datum
sr_classify_tier(PG_FUNCTION_ARGS)
{
	return classified_tier(fcinfo, false);
}

/* classify_tier_columns(complexity_ruleset, names text[], VARIADIC "any") */
Datum
sr_classify_tier_columns(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return classified_tier(fcinfo, true);
}
