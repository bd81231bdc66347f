/*
 * containment_support.c
 *	  What the planner may know of "code <@ category" and "category @> code".
 *
 * Both say: code >= category AND code <= last_within(category), which an
 * ordered index can search.  Seen from the other side, with the category
 * indexed, there is only a bound: category(code) <= category AND category <=
 * code, to be checked again.
 */
#include "compat.h"

#include "access/stratnum.h"
#include "catalog/pg_am.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "utils/lsyscache.h"

#include "arguments.h"
#include "codes/containment.h"

static bool
is_contains(const CodeKind *kind, Oid function)
{
	char	   *name = get_func_name(function);

	return name != NULL && strcmp(name, kind->contains) == 0;
}

bool
read_containment(const CodeKind *kind, Oid function, List *args, Containment *containment)
{
	bool		flipped = is_contains(kind, function);

	if (list_length(args) != 2)
		return false;
	containment->kind = kind;
	containment->flipped = flipped;
	containment->code = flipped ? lsecond(args) : linitial(args);
	containment->category = flipped ? linitial(args) : lsecond(args);
	containment->type = exprType(containment->code);
	containment->schema = get_func_namespace(function);
	return true;
}

/* category(x) or last_within(x), computed now where x is a constant. */
static Node *
apply(const Containment *containment, const char *function, Node *argument,
	  int64_t (*compute) (int64_t))
{
	Oid			oid;

	if (IsA(argument, Const))
	{
		Const	   *constant = copyObject((Const *) argument);

		if (!constant->constisnull)
			constant->constvalue = Int64GetDatum(compute(DatumGetInt64(constant->constvalue)));
		return (Node *) constant;
	}

	oid = LookupFuncName(list_make2(makeString(get_namespace_name(containment->schema)),
									makeString(pstrdup(function))),
						 1, &containment->type, true);
	if (!OidIsValid(oid))
		return NULL;
	return (Node *) makeFuncExpr(oid, containment->type, list_make1(argument),
								 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);
}

/* low <= key AND key <= high, in the operators of an ordered family. */
static List *
key_between(Oid family, Oid type, Node *key, Node *low, Node *high)
{
	Oid			ge = get_opfamily_member(family, type, type, BTGreaterEqualStrategyNumber);
	Oid			le = get_opfamily_member(family, type, type, BTLessEqualStrategyNumber);

	if (!OidIsValid(ge) || !OidIsValid(le) || low == NULL || high == NULL)
		return NIL;
	return list_make2(make_opclause(ge, BOOLOID, false, (Expr *) key, (Expr *) low,
									InvalidOid, InvalidOid),
					  make_opclause(le, BOOLOID, false, (Expr *) key, (Expr *) high,
									InvalidOid, InvalidOid));
}

static List *
code_between(const Containment *containment, Oid family)
{
	return key_between(family, containment->type, containment->code, containment->category,
					   apply(containment, "last_within", containment->category,
							 containment->kind->last_within));
}

static List *
category_between(const Containment *containment, Oid family)
{
	return key_between(family, containment->type, containment->category,
					   apply(containment, "category", containment->code,
							 containment->kind->category_of),
					   containment->code);
}

static List *
index_condition(const CodeKind *kind, SupportRequestIndexCondition *request)
{
	Containment containment;
	Node	   *indexed,
			   *other;
	bool		code_is_indexed;

	/* Other access methods give these strategy numbers other meanings. */
	if (request->index->relam != BTREE_AM_OID && request->index->relam != BRIN_AM_OID)
		return NIL;
	if (!read_containment(kind, request->funcid, sr_call_arguments(request->node), &containment))
		return NIL;

	code_is_indexed = (request->indexarg == 0) != containment.flipped;
	indexed = code_is_indexed ? containment.code : containment.category;
	other = code_is_indexed ? containment.category : containment.code;
	if (indexed == other ||
		!is_pseudo_constant_for_index(request->root, other, request->index))
		return NIL;

	request->lossy = !code_is_indexed;
	return code_is_indexed ? code_between(&containment, request->opfamily)
		: category_between(&containment, request->opfamily);
}

Datum
containment_support(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestIndexCondition))
		PG_RETURN_POINTER(index_condition(kind, (SupportRequestIndexCondition *) request));
	PG_RETURN_POINTER(NULL);
}
