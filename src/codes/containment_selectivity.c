/*
 * containment_selectivity.c
 *	  How many rows "code <@ category" keeps: the most common values that match,
 *	  and the share of the histogram between the first and last code within.
 *
 * The server's own estimate of a range cannot interpolate inside a histogram
 * step of a type it does not know, and a category is narrower than a step.
 */
#include "compat.h"

#include "access/htup_details.h"
#include "catalog/pg_statistic.h"
#include "optimizer/optimizer.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

#include "codes/containment.h"

/* Share of rows in the most common values: of those in the range, and of all. */
static void
common_share(HeapTuple statistics, CodeRange range, double *within, double *all)
{
	AttStatsSlot slot;

	*within = *all = 0.0;
	if (!get_attstatsslot(&slot, statistics, STATISTIC_KIND_MCV, InvalidOid,
						  ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
		return;
	for (int i = 0; i < slot.nvalues; i++)
	{
		int64		code = DatumGetInt64(slot.values[i]);

		*all += slot.numbers[i];
		if (code >= range.low && code < range.end)
			*within += slot.numbers[i];
	}
	free_attstatsslot(&slot);
}

/* Share of the histogram's rows below a code, its steps taken as even. */
static double
share_below(const AttStatsSlot *slot, int64 code)
{
	double		steps = 0.0;

	for (int i = 0; i + 1 < slot->nvalues; i++)
	{
		int64		from = DatumGetInt64(slot->values[i]);
		int64		to = DatumGetInt64(slot->values[i + 1]);

		if (code <= from)
			break;
		steps += code >= to ? 1.0 : (double) (code - from) / (double) (to - from);
	}
	return steps / (slot->nvalues - 1);
}

static double
histogram_share(HeapTuple statistics, CodeRange range)
{
	AttStatsSlot slot;
	double		share = 0.0;

	if (!get_attstatsslot(&slot, statistics, STATISTIC_KIND_HISTOGRAM, InvalidOid,
						  ATTSTATSSLOT_VALUES))
		return 0.0;
	if (slot.nvalues > 1)
		share = share_below(&slot, range.end) - share_below(&slot, range.low);
	free_attstatsslot(&slot);
	return share;
}

double
code_range_share(const VariableStatData *variable, CodeRange range)
{
	double		common,
				all_common,
				nulls,
				share;

	if (!HeapTupleIsValid(variable->statsTuple))
		return DEFAULT_RANGE_INEQ_SEL;
	nulls = ((Form_pg_statistic) GETSTRUCT(variable->statsTuple))->stanullfrac;
	common_share(variable->statsTuple, range, &common, &all_common);
	share = common + Max(1.0 - nulls - all_common, 0.0)
		* histogram_share(variable->statsTuple, range);
	CLAMP_PROBABILITY(share);
	return share;
}

/* The codes that the variable may be, the other side being this constant. */
static CodeRange
matching_codes(const CodeKind *kind, int64 constant, bool variable_is_code)
{
	if (variable_is_code)
		return (CodeRange) {constant, kind->last_within(constant) + 1};
	return (CodeRange) {kind->category_of(constant), constant + 1};
}

static double
clause_share(PlannerInfo *root, List *args, const Containment *containment, int relation)
{
	VariableStatData variable;
	Node	   *other;
	bool		on_left;
	double		share = DEFAULT_RANGE_INEQ_SEL;

	if (!get_restriction_variable(root, args, relation, &variable, &other, &on_left))
		return share;
	if (IsA(other, Const) && ((Const *) other)->constisnull)
		share = 0.0;
	else if (IsA(other, Const))
		share = code_range_share(&variable,
								 matching_codes(containment->kind,
												DatumGetInt64(((Const *) other)->constvalue),
												on_left != containment->flipped));
	ReleaseVariableStats(variable);
	return share;
}

Datum
containment_selectivity(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	Oid			function = get_opcode(PG_GETARG_OID(1));
	List	   *args = (List *) PG_GETARG_POINTER(2);
	Containment containment;

	if (!read_containment(kind, function, args, &containment))
		PG_RETURN_FLOAT8(DEFAULT_RANGE_INEQ_SEL);
	PG_RETURN_FLOAT8(clause_share(root, args, &containment, PG_GETARG_INT32(3)));
}
