/*
 * record_rewrite.c
 */
#include "expression/record_rewrite.h"

#include "access/sysattr.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "parser/parse_relation.h"
#include "parser/parsetree.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

/* A row as the planner sees it. */
typedef struct PlannedRow
{
	List	   *names;			/* char * */
	List	   *columns;		/* Node * */
	Node	   *missing;		/* NULL if there is no row; or NULL where there always is */
} PlannedRow;

/* Columns beside the value and the names. */
#define MOST_COLUMNS (FUNC_MAX_ARGS - 2)

/* Can an outer join put NULLs in place of this relation's row? */
static bool
is_nullable(Node *jointree, int relation, bool nullable)
{
	ListCell   *cell;
	JoinExpr   *join;

	if (jointree == NULL)
		return false;
	if (IsA(jointree, RangeTblRef))
		return nullable && ((RangeTblRef *) jointree)->rtindex == relation;
	if (IsA(jointree, FromExpr))
	{
		foreach(cell, ((FromExpr *) jointree)->fromlist)
			if (is_nullable(lfirst(cell), relation, nullable))
				return true;
		return false;
	}
	join = castNode(JoinExpr, jointree);
	return is_nullable(join->larg, relation, nullable || join->jointype == JOIN_RIGHT || join->jointype == JOIN_FULL)
		|| is_nullable(join->rarg, relation, nullable || join->jointype == JOIN_LEFT || join->jointype == JOIN_FULL);
}

static PlannerInfo *
root_of(PlannerInfo *root, int levels_up)
{
	while (root != NULL && levels_up-- > 0)
		root = root->parent_root;
	return root;
}

/* A stored row always has a table; where an outer join has none, it is NULL. */
static Node *
is_no_row(const Var *whole)
{
	Var		   *table = makeVar(whole->varno, TableOidAttributeNumber, OIDOID, -1, InvalidOid, whole->varlevelsup);
	NullTest   *test = makeNode(NullTest);

	sr_copy_nulling(table, whole);
	test->arg = (Expr *) table;
	test->nulltesttype = IS_NULL;
	test->location = -1;
	return (Node *) test;
}

static bool
expand_whole_row(PlannerInfo *root, const Var *whole, PlannedRow *row)
{
	PlannerInfo *owner = root_of(root, whole->varlevelsup);
	RangeTblEntry *entry;
	List	   *names;
	ListCell   *cell;

	if (owner == NULL || IS_SPECIAL_VARNO(whole->varno) || SR_NAMES_OLD_OR_NEW(whole))
		return false;
	entry = rt_fetch(whole->varno, owner->parse->rtable);
	if (entry->rtekind == RTE_JOIN || SR_IS_GROUPED(entry))
		return false;
	if (is_nullable((Node *) owner->parse->jointree, whole->varno, false))
	{
		if (entry->rtekind != RTE_RELATION)
			return false;
		row->missing = is_no_row(whole);
	}
	sr_expand_entry(entry, whole, &names, &row->columns);
	foreach(cell, names)
		row->names = lappend(row->names, strVal(lfirst(cell)));
	foreach(cell, row->columns)
		sr_copy_nulling(lfirst_node(Var, cell), whole);
	return true;
}

/* ROW(...) of a named type, or with the names that a subquery gave. */
static bool
expand_row_expression(const RowExpr *expression, PlannedRow *row)
{
	TupleDesc	descriptor;
	ListCell   *cell;

	if (expression->row_typeid == RECORDOID)
	{
		foreach(cell, expression->colnames)
			row->names = lappend(row->names, strVal(lfirst(cell)));
		row->columns = expression->args;
		return list_length(row->names) == list_length(row->columns);
	}
	descriptor = lookup_rowtype_tupdesc(expression->row_typeid, -1);
	for (int i = 0; i < descriptor->natts && i < list_length(expression->args); i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(descriptor, i);

		if (attribute->attisdropped)
			continue;
		row->names = lappend(row->names, pstrdup(NameStr(attribute->attname)));
		row->columns = lappend(row->columns, list_nth(expression->args, i));
	}
	ReleaseTupleDesc(descriptor);
	return true;
}

static bool
expand_row(PlannerInfo *root, Node *record, PlannedRow *row)
{
	if (IsA(record, RowExpr))
		return expand_row_expression((const RowExpr *) record, row);
	if (IsA(record, Var) && ((Var *) record)->varattno == InvalidAttrNumber && root != NULL
		&& type_is_rowtype(((Var *) record)->vartype))
		return expand_whole_row(root, (const Var *) record, row);
	return false;
}

static int
place_of(List *names, const char *name)
{
	int			found = -1;

	for (int i = 0; i < list_length(names); i++)
	{
		if (strcmp(list_nth(names, i), name) != 0)
			continue;
		if (found >= 0)
			return -1;
		found = i;
	}
	return found;
}

/* Keeps the columns that are used; false if one is missing or twice there: the call itself then says so. */
static bool
keep_used(PlannedRow *row, List *used)
{
	List	   *columns = NIL;
	ListCell   *cell;

	foreach(cell, used)
	{
		int			place = place_of(row->names, lfirst(cell));

		if (place < 0)
			return false;
		columns = lappend(columns, list_nth(row->columns, place));
	}
	row->names = used;
	row->columns = columns;
	return true;
}

static Const *
names_constant(List *names)
{
	Datum	   *values = palloc(sizeof(Datum) * Max(list_length(names), 1));
	ArrayType  *array;

	for (int i = 0; i < list_length(names); i++)
		values[i] = CStringGetTextDatum(list_nth(names, i));
	array = construct_array(values, list_length(names), TEXTOID, -1, false, TYPALIGN_INT);
	return makeConst(TEXTARRAYOID, -1, InvalidOid, -1, PointerGetDatum(array), false, false);
}

/* The function of the same name and "_columns", in the same schema. */
static Oid
columns_function(Oid function, Oid value_type)
{
	Oid			types[] = {value_type, TEXTARRAYOID, ANYOID};
	char	   *schema = get_namespace_name(get_func_namespace(function));
	char	   *name = psprintf("%s_columns", get_func_name(function));

	return LookupFuncName(list_make2(makeString(schema), makeString(name)), lengthof(types), types, true);
}

static Node *
call_by_columns(const FuncExpr *call, Oid function, const PlannedRow *row)
{
	List	   *args = list_concat(list_make2(linitial(call->args), names_constant(row->names)), row->columns);
	FuncExpr   *by_columns = makeFuncExpr(function, call->funcresulttype, args,
										  call->funccollid, call->inputcollid, COERCE_EXPLICIT_CALL);
	CaseExpr   *choice;
	CaseWhen   *when;

	if (row->missing == NULL)
		return (Node *) by_columns;
	when = makeNode(CaseWhen);
	when->expr = (Expr *) row->missing;
	when->result = (Expr *) makeNullConst(call->funcresulttype, -1, call->funccollid);
	when->location = -1;
	choice = makeNode(CaseExpr);
	choice->casetype = call->funcresulttype;
	choice->casecollid = call->funccollid;
	choice->args = list_make1(when);
	choice->defresult = (Expr *) by_columns;
	choice->location = -1;
	return (Node *) choice;
}

static Node *
rewritten(PlannerInfo *root, const FuncExpr *call, ColumnsOfValue columns_of)
{
	Node	   *value = linitial(call->args);
	Node	   *record = lsecond(call->args);
	PlannedRow	row = {.names = NIL};
	Oid			function;

	if (!expand_row(root, record, &row) || contain_volatile_functions(record))
		return NULL;
	if (IsA(value, Const) && !keep_used(&row, columns_of(((Const *) value)->constvalue)))
		return NULL;
	function = columns_function(call->funcid, exprType(value));
	if (!OidIsValid(function) || list_length(row.columns) > MOST_COLUMNS)
		return NULL;
	return call_by_columns(call, function, &row);
}

Datum
record_rewrite(FunctionCallInfo fcinfo, ColumnsOfValue columns_of)
{
	SupportRequestSimplify *request = (SupportRequestSimplify *) PG_GETARG_POINTER(0);

	if (!IsA(request, SupportRequestSimplify) || list_length(request->fcall->args) != 2)
		PG_RETURN_POINTER(NULL);
	PG_RETURN_POINTER(rewritten(request->root, request->fcall, columns_of));
}
