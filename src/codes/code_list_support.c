/*
 * code_list_support.c
 *	  What the planner may know of "code <@ list" and any_code_in(codes, list).
 *
 * The first lies between the least and the greatest code of the list, which an
 * ordered index can search, to be checked again if there are gaps; or it is one
 * of the codes of the list, if these are few and the gaps are wide.  The second
 * is "codes && array" of every code in the list, which GIN can search, if these
 * can be counted out: a category of OPCS-4 has ten codes, one of ICD-10 very many.
 * Where the lists are what is indexed, GiST knows the server's own "list @> code".
 */
#include "compat.h"

#include "access/stratnum.h"
#include "catalog/pg_am.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "optimizer/plancat.h"
#include "utils/array.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

#include "arguments.h"
#include "codes/code_functions.h"
#include "codes/code_range.h"

/* Codes that a list may have to be searched one by one. */
#define MAX_SEARCHED	1000

/* A search of a btree costs as much as reading about so many rows in vain. */
#define ROWS_A_SEARCH	8

/* "codes && array" in the operator classes of GIN for arrays. */
#define GIN_OVERLAP_STRATEGY	1

/* "list @> code" in the operator class of GiST for multiranges. */
#define GIST_CONTAINS_STRATEGY	16

SR_FUNCTION(sr_code_list_sel);

/* One clause "code <@ list", "list @> code" or any_code_in(codes, list). */
typedef struct ListClause
{
	const CodeKind *kind;
	Node	   *codes;
	int			codes_at;		/* place of that argument */
	Oid			type;			/* of the codes argument */
	Oid			element;		/* of the codes, where that is an array */
	Node	   *list;
} ListClause;

static bool
read_clause(const CodeKind *kind, List *args, ListClause *clause)
{
	if (list_length(args) != 2)
		return false;
	clause->kind = kind;
	clause->codes_at = type_is_multirange(exprType(linitial(args))) ? 1 : 0;
	clause->codes = list_nth(args, clause->codes_at);
	clause->list = list_nth(args, 1 - clause->codes_at);
	clause->type = exprType(clause->codes);
	clause->element = get_element_type(clause->type);
	return true;
}

/* The list, where it is a constant that is not NULL. */
static CodeBounds *
constant_bounds(const Node *list)
{
	const Const *constant = (const Const *) list;

	if (!IsA(list, Const) || constant->constisnull)
		return NULL;
	return code_bounds_read(DatumGetMultirangeTypeP(constant->constvalue), CurrentMemoryContext);
}

static Node *
code_constant(const ListClause *clause, int64 code)
{
	return (Node *) makeConst(clause->type, -1, InvalidOid, clause->kind->width,
							  Int64GetDatum(code), false, true);
}

/* The conditions, with "code OPERATOR bound" at their end. */
static List *
with_condition(List *conditions, const ListClause *clause, Oid family, int strategy, Node *bound)
{
	Oid			operator = get_opfamily_member(family, clause->type, clause->type, strategy);

	if (!OidIsValid(operator))
		return conditions;
	return lappend(conditions, make_opclause(operator, BOOLOID, false, (Expr *) clause->codes,
											 (Expr *) bound, InvalidOid, InvalidOid));
}

static List *
between_constants(const ListClause *clause, const CodeBounds *bounds, Oid family)
{
	List	   *conditions = NIL;
	int64		low,
				end;

	if (bounds->count == 0)
		return NIL;
	low = bounds->bound[0];
	end = bounds->bound[bounds->count - 1];
	if (low != CODE_BEFORE_ALL)
		conditions = with_condition(conditions, clause, family, BTGreaterEqualStrategyNumber,
									code_constant(clause, low));
	if (end != CODE_AFTER_ALL)
		conditions = with_condition(conditions, clause, family, BTLessStrategyNumber,
									code_constant(clause, end));
	return conditions;
}

/* coalesce(lower(list), instead), or upper: an end without a bound is NULL. */
static Node *
end_of_list(const ListClause *clause, Oid function, int64 instead)
{
	CoalesceExpr *end = makeNode(CoalesceExpr);
	FuncExpr   *bound = makeFuncExpr(function, clause->type, list_make1(copyObject(clause->list)),
									 InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL);

	end->coalescetype = clause->type;
	end->args = list_make2(bound, code_constant(clause, instead));
	end->location = -1;
	return (Node *) end;
}

static int64
greatest_code(const CodeKind *kind)
{
	int64		code = 0;

	kind->parse(kind->last_category, strlen(kind->last_category), &code);
	return kind->last_within(code);
}

/* For a list that is known when the search begins. */
static List *
between_ends(const ListClause *clause, Oid family)
{
	List	   *conditions;

	conditions = with_condition(NIL, clause, family, BTGreaterEqualStrategyNumber,
								end_of_list(clause, F_LOWER_ANYMULTIRANGE,
											code_first(clause->kind)));
	return with_condition(conditions, clause, family, BTLessEqualStrategyNumber,
						  end_of_list(clause, F_UPPER_ANYMULTIRANGE,
									  greatest_code(clause->kind)));
}

/* The codes of a list one by one; -1 if they are more than MAX_SEARCHED. */
static int
count_out(const CodeKind *kind, const CodeBounds *bounds, Datum codes[MAX_SEARCHED])
{
	int			count = 0;

	for (int i = 0; i < bounds->count; i += 2)
	{
		int64		code = Max(bounds->bound[i], code_first(kind));

		for (; code < bounds->bound[i + 1]; code = code_after(kind, code))
		{
			if (count == MAX_SEARCHED)
				return -1;
			codes[count++] = Int64GetDatum(code);
		}
	}
	return count;
}

/* The codes of a constant list as an array, or NULL. */
static Const *
array_of_list(const ListClause *clause)
{
	bool		of_arrays = OidIsValid(clause->element);
	Oid			element = of_arrays ? clause->element : clause->type;
	Oid			type = of_arrays ? clause->type : get_array_type(clause->type);
	CodeBounds *bounds = constant_bounds(clause->list);
	Datum		codes[MAX_SEARCHED];
	int			count = bounds == NULL ? -1 : count_out(clause->kind, bounds, codes);
	ArrayType  *array;

	if (count < 0 || !OidIsValid(type))
		return NULL;
	array = construct_array(codes, count, element, clause->kind->width, true,
							clause->kind->width == sizeof(int32) ? TYPALIGN_INT : TYPALIGN_DOUBLE);
	return makeConst(type, -1, InvalidOid, -1, PointerGetDatum(array), false, false);
}

static int
constant_items(const Const *constant)
{
	const ArrayType *array = DatumGetArrayTypeP(constant->constvalue);

	return ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
}

static double
shares_of_ranges(const VariableStatData *variable, const CodeBounds *bounds)
{
	double		share = 0.0;

	for (int i = 0; i < bounds->count; i += 2)
		share += code_range_share(variable, (CodeRange) {bounds->bound[i], bounds->bound[i + 1]});
	CLAMP_PROBABILITY(share);
	return share;
}

/* Rows between the ends of a list that are not in it. */
static double
rows_in_gaps(const ListClause *clause, const CodeBounds *bounds,
			 const SupportRequestIndexCondition *request)
{
	CodeRange	whole = {bounds->bound[0], bounds->bound[bounds->count - 1]};
	VariableStatData variable;
	double		share;

	examine_variable(request->root, clause->codes, 0, &variable);
	share = code_range_share(&variable, whole) - shares_of_ranges(&variable, bounds);
	ReleaseVariableStats(variable);
	return share * request->index->rel->tuples;
}

/*
 * code = ANY (array), where that reads less than what lies between the ends.
 * Only of the first column of an index: the planner does not see that searches
 * by a later one give up the order of the rows.
 */
static List *
one_by_one(const ListClause *clause, const CodeBounds *bounds,
		   const SupportRequestIndexCondition *request)
{
	Oid			equal = get_opfamily_member(request->opfamily, clause->type, clause->type,
											BTEqualStrategyNumber);
	Const	   *array = array_of_list(clause);
	ScalarArrayOpExpr *any = makeNode(ScalarArrayOpExpr);

	if (request->index->relam != BTREE_AM_OID || request->indexcol != 0
		|| !OidIsValid(equal) || array == NULL
		|| rows_in_gaps(clause, bounds, request) <= ROWS_A_SEARCH * constant_items(array))
		return NIL;
	any->opno = equal;
	any->opfuncid = get_opcode(equal);
	any->useOr = true;
	any->args = list_make2(clause->codes, array);
	any->location = -1;
	return list_make1(any);
}

/* The bounds of a list in an ordered index, or its codes. */
static List *
constant_condition(const ListClause *clause, const CodeBounds *bounds,
				   SupportRequestIndexCondition *request)
{
	List	   *searches = bounds->count > 2 ? one_by_one(clause, bounds, request) : NIL;

	request->lossy = bounds->count > 2 && searches == NIL;
	return searches != NIL ? searches : between_constants(clause, bounds, request->opfamily);
}

static List *
ordered_condition(const ListClause *clause, SupportRequestIndexCondition *request)
{
	CodeBounds *bounds = constant_bounds(clause->list);

	if (bounds != NULL)
		return constant_condition(clause, bounds, request);
	request->lossy = true;
	if (!IsA(clause->list, Const) &&
		is_pseudo_constant_for_index(request->root, clause->list, request->index))
		return between_ends(clause, request->opfamily);
	return NIL;
}

/* codes && array: the same answer, so not to be checked again. */
static List *
gin_condition(const ListClause *clause, SupportRequestIndexCondition *request)
{
	Const	   *array;

	if (get_opfamily_member(request->opfamily, ANYARRAYOID, ANYARRAYOID,
							GIN_OVERLAP_STRATEGY) != OID_ARRAY_OVERLAP_OP)
		return NIL;
	array = array_of_list(clause);
	if (array == NULL)
		return NIL;
	request->lossy = false;
	return list_make1(make_opclause(OID_ARRAY_OVERLAP_OP, BOOLOID, false, (Expr *) clause->codes,
									(Expr *) array, InvalidOid, InvalidOid));
}

/* list @> code by the server's operator: the same answer, so not to be checked again. */
static List *
gist_condition(const ListClause *clause, SupportRequestIndexCondition *request)
{
	if (get_opfamily_member(request->opfamily, ANYMULTIRANGEOID, ANYELEMENTOID,
							GIST_CONTAINS_STRATEGY) != OID_MULTIRANGE_CONTAINS_ELEM_OP
		|| !is_pseudo_constant_for_index(request->root, clause->codes, request->index))
		return NIL;
	request->lossy = false;
	return list_make1(make_opclause(OID_MULTIRANGE_CONTAINS_ELEM_OP, BOOLOID, false,
									(Expr *) clause->list, (Expr *) clause->codes,
									InvalidOid, InvalidOid));
}

static List *
index_condition(const CodeKind *kind, SupportRequestIndexCondition *request)
{
	Oid			method = request->index->relam;
	ListClause	clause;

	if (!read_clause(kind, sr_call_arguments(request->node), &clause))
		return NIL;
	if (request->indexarg != clause.codes_at)
		return method == GIST_AM_OID && !OidIsValid(clause.element)
			? gist_condition(&clause, request) : NIL;
	if (OidIsValid(clause.element))
		return method == GIN_AM_OID ? gin_condition(&clause, request) : NIL;
	return method == BTREE_AM_OID || method == BRIN_AM_OID
		? ordered_condition(&clause, request) : NIL;
}

/* Share of the rows whose code is in the list. */
static double
list_share(PlannerInfo *root, List *args, int relation)
{
	VariableStatData variable;
	Node	   *other;
	bool		on_left;
	CodeBounds *bounds;
	double		share = DEFAULT_RANGE_INEQ_SEL;

	if (!get_restriction_variable(root, args, relation, &variable, &other, &on_left))
		return share;
	if (IsA(other, Const) && ((Const *) other)->constisnull)
		share = 0.0;
	else if (type_is_multirange(exprType(other)) && (bounds = constant_bounds(other)) != NULL)
		share = shares_of_ranges(&variable, bounds);
	ReleaseVariableStats(variable);
	return share;
}

/* Restriction estimator of <@ and @>, of any type of code. */
Datum
sr_code_list_sel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(list_share((PlannerInfo *) PG_GETARG_POINTER(0),
								(List *) PG_GETARG_POINTER(2), PG_GETARG_INT32(3)));
}

/* Share of the rows that any_code_in() keeps: the server's own estimate of &&. */
static bool
overlap_share(const ListClause *clause, SupportRequestSelectivity *request)
{
	Const	   *array = array_of_list(clause);

	if (array == NULL)
		return false;
	request->selectivity = restriction_selectivity(request->root, OID_ARRAY_OVERLAP_OP,
												   list_make2(clause->codes, array),
												   InvalidOid, request->varRelid);
	return true;
}

static bool
selectivity(const CodeKind *kind, SupportRequestSelectivity *request)
{
	ListClause	clause;

	if (request->is_join || !read_clause(kind, request->args, &clause))
		return false;
	if (OidIsValid(clause.element))
		return overlap_share(&clause, request);
	request->selectivity = list_share(request->root, request->args, request->varRelid);
	return true;
}

/* Planner support of lists. */
static Datum
support(FunctionCallInfo fcinfo, const CodeKind *kind)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestIndexCondition))
		PG_RETURN_POINTER(index_condition(kind, (SupportRequestIndexCondition *) request));
	if (IsA(request, SupportRequestSelectivity) &&
		selectivity(kind, (SupportRequestSelectivity *) request))
		PG_RETURN_POINTER(request);
	PG_RETURN_POINTER(NULL);
}

SR_EVERY_CODE_FUNCTION(list_support, support)
