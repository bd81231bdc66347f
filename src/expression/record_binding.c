/*
 * record_binding.c
 */
#include "expression/record_binding.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "parser/parse_coerce.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/varlena.h"

typedef struct ColumnType
{
	const char *name;
	FmgrInfo	cast;
} ColumnType;

/* How each type is read, and as what. */
typedef struct Reading
{
	FetchKind	fetch;
	ExprKind	kind;
} Reading;

RowShape
row_shape_of(TupleDesc descriptor)
{
	RowShape	row = {
		descriptor->natts,
		palloc(sizeof(char *) * Max(descriptor->natts, 1)),
		palloc(sizeof(Oid) * Max(descriptor->natts, 1))
	};

	for (int i = 0; i < row.count; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(descriptor, i);

		row.names[i] = attribute->attisdropped ? NULL : NameStr(attribute->attname);
		row.types[i] = attribute->atttypid;
	}
	return row;
}

#define NEAR_NAMES 3

/* Appends the row's names that are as near as this, up to a few in all. */
static int
add_near_names(StringInfo hint, const RowShape *row, const char *name, int distance, int found)
{
	for (int i = 0; i < row->count && found < NEAR_NAMES; i++)
	{
		if (row->names[i] == NULL
			|| varstr_levenshtein_less_equal(name, strlen(name), row->names[i], strlen(row->names[i]),
											 1, 1, 1, distance, true) != distance)
			continue;
		appendStringInfo(hint, "%s\"%s\"", found == 0 ? "" : " or ", row->names[i]);
		found++;
	}
	return found;
}

static SR_NORETURN void
refuse_missing(const RowShape *row, const char *name)
{
	StringInfoData hint;
	int			found = 0;

	initStringInfo(&hint);
	for (int distance = 1; distance <= Min(3, (int) strlen(name) / 2); distance++)
		found = add_near_names(&hint, row, name, distance, found);
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("column \"%s\" does not exist", name),
			 found > 0 ? errhint("Perhaps you meant to reference the column %s.", hint.data) : 0));
}

static int
find_column(const RowShape *row, const char *name)
{
	int			found = -1;

	for (int i = 0; i < row->count; i++)
	{
		if (row->names[i] == NULL || strcmp(row->names[i], name) != 0)
			continue;
		if (found >= 0)
			ereport(ERROR,
					(errcode(ERRCODE_AMBIGUOUS_COLUMN),
					 errmsg("column reference \"%s\" is ambiguous", name)));
		found = i;
	}
	if (found < 0)
		refuse_missing(row, name);
	return found;
}

/* Is it our type of that name? */
static bool
is_ours(Oid type, const char *name, Oid schema)
{
	return type == GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name), ObjectIdGetDatum(schema));
}

static bool
read_built_in(Oid type, Reading *reading)
{
	static const struct
	{
		Oid			type;
		Reading		reading;
	}			known[] =
	{
		{BOOLOID, {FETCH_BOOL, EXPR_KIND_BOOLEAN}},
		{INT2OID, {FETCH_INT2, EXPR_KIND_NUMBER}},
		{INT4OID, {FETCH_INT4, EXPR_KIND_NUMBER}},
		{INT8OID, {FETCH_INT8, EXPR_KIND_NUMBER}},
		{FLOAT4OID, {FETCH_FLOAT4, EXPR_KIND_NUMBER}},
		{FLOAT8OID, {FETCH_FLOAT8, EXPR_KIND_NUMBER}},
		{NUMERICOID, {FETCH_NUMERIC, EXPR_KIND_NUMBER}},
		{TEXTOID, {FETCH_TEXT, EXPR_KIND_TEXT}},
		{VARCHAROID, {FETCH_TEXT, EXPR_KIND_TEXT}},
		{BPCHAROID, {FETCH_BPCHAR, EXPR_KIND_TEXT}},
		{UNKNOWNOID, {FETCH_CSTRING, EXPR_KIND_TEXT}},
		{NAMEOID, {FETCH_NAME, EXPR_KIND_TEXT}}
	};

	for (size_t i = 0; i < lengthof(known); i++)
		if (known[i].type == type)
		{
			*reading = known[i].reading;
			return true;
		}
	return false;
}

static bool
read_code_type(Oid type, Oid schema, Reading *reading)
{
	if (is_ours(type, "opcs4", schema))
		*reading = (Reading) {FETCH_INT4, EXPR_KIND_OPCS4};
	else if (is_ours(type, "icd10", schema))
		*reading = (Reading) {FETCH_INT8, EXPR_KIND_ICD10};
	else
		return false;
	return true;
}

static bool
read_array_type(Oid element, Oid schema, Reading *reading)
{
	Reading		of_element;

	if (read_code_type(element, schema, &of_element))
		*reading = (Reading) {FETCH_CODES, of_element.kind == EXPR_KIND_OPCS4 ? EXPR_KIND_OPCS4S : EXPR_KIND_ICD10S};
	else if (element == TEXTOID || element == VARCHAROID)
		*reading = (Reading) {FETCH_TEXTS, EXPR_KIND_TEXTS};
	else
		return false;
	return true;
}

/*
 * A cast to float8 makes any type a number: a procedure_complexity is its total.
 * Only one that the caller might use himself, and that does nothing else.
 */
static bool
read_by_cast(Oid type, Reading *reading, FmgrInfo *cast)
{
	Oid			function;

	if (find_coercion_pathway(FLOAT8OID, type, COERCION_EXPLICIT, &function) != COERCION_PATH_FUNC
		|| func_volatile(function) != PROVOLATILE_IMMUTABLE || func_parallel(function) != PROPARALLEL_SAFE
		|| !sr_may_execute(function))
		return false;
	fmgr_info(function, cast);
	*reading = (Reading) {FETCH_CAST, EXPR_KIND_NUMBER};
	return cast->fn_nargs == 1 && cast->fn_strict;
}

static SR_NORETURN void
refuse_type(const char *name, Oid type)
{
	char		category;
	bool		preferred;

	get_type_category_preferred(type, &category, &preferred);
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" has type %s, which expressions cannot use", name, format_type_be(type)),
			 category == TYPCATEGORY_DATETIME || category == TYPCATEGORY_TIMESPAN
			 ? errhint("Compute a number of days or years in the query, such as operation_date - birth_date AS age_days.")
			 : errhint("Expressions use numbers, booleans, texts, enums, OPCS-4 and ICD-10 codes, and arrays of texts or codes.")));
}

/* The kind of a column, and how to read it. */
static ExprKind
bind_type(BoundColumn *column, Oid type, Oid schema)
{
	Oid			base = getBaseType(type);
	Oid			element = get_base_element_type(base);
	Reading		reading;

	if (read_built_in(base, &reading) || read_code_type(base, schema, &reading))
		;
	else if (type_is_enum(base))
		reading = (Reading) {FETCH_ENUM, EXPR_KIND_TEXT};
	else if (OidIsValid(element))
	{
		if (!read_array_type(getBaseType(element), schema, &reading))
			refuse_type(column->type->name, type);
	}
	else if (!read_by_cast(base, &reading, &column->type->cast))
		refuse_type(column->type->name, type);
	column->fetch = reading.fetch;
	return reading.kind;
}

static int
by_fetch(const void *a, const void *b)
{
	const BoundColumn *x = a;
	const BoundColumn *y = b;

	return x->fetch != y->fetch ? (int) x->fetch - (int) y->fetch : x->source - y->source;
}

/* Columns read alike stand together, which a processor foresees. */
RecordBinding
record_bind(const ExprForest *forest, const RowShape *row, Oid schema)
{
	int			count = Max(forest->column_count, 1);
	RecordBinding binding = {
		forest->column_count, palloc0(sizeof(BoundColumn) * count),
		palloc0(sizeof(ExprKind) * count), palloc0(sizeof(ExprInput) * count)
	};
	ColumnType *types = palloc0(sizeof(ColumnType) * count);

	for (int i = 0; i < binding.count; i++)
	{
		BoundColumn *column = &binding.columns[i];

		column->input = &binding.inputs[i];
		column->type = &types[i];
		column->type->name = expr_column_name(forest, i);
		column->source = find_column(row, column->type->name);
		binding.kinds[i] = bind_type(column, row->types[column->source], schema);
	}
	qsort(binding.columns, binding.count, sizeof(BoundColumn), by_fetch);
	return binding;
}

static SR_NORETURN pg_noinline void
refuse_number(const BoundColumn *column, double value)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("column \"%s\" must be finite, not %g", column->type->name, value),
			 errhint("Use NULL for a value that is not known.")));
}

static inline double
finite_number(const BoundColumn *column, double value)
{
	if (unlikely(value - value != 0.0))
		refuse_number(column, value);
	return value;
}

static pg_noinline double
fetch_cast(const BoundColumn *column, Datum value)
{
	return DatumGetFloat8(column->fetch == FETCH_NUMERIC
						  ? DirectFunctionCall1(numeric_float8_no_overflow, value)
						  : FunctionCall1(&column->type->cast, value));
}

static ExprText
text_of(struct varlena *value)
{
	return (ExprText) {VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)};
}

static ExprText
fetch_label(Datum value)
{
	const char *name;
	HeapTuple	label = SearchSysCache1(ENUMOID, value);

	if (!HeapTupleIsValid(label))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid internal value for enum: %u", DatumGetObjectId(value))));
	name = pstrdup(NameStr(((Form_pg_enum) GETSTRUCT(label))->enumlabel));
	ReleaseSysCache(label);
	return (ExprText) {name, strlen(name)};
}

static pg_noinline ExprText
fetch_text(const BoundColumn *column, Datum value)
{
	ExprText	text;

	switch (column->fetch)
	{
		case FETCH_CSTRING:
			return (ExprText) {DatumGetCString(value), strlen(DatumGetCString(value))};
		case FETCH_NAME:
			return (ExprText) {NameStr(*DatumGetName(value)), strlen(NameStr(*DatumGetName(value)))};
		case FETCH_ENUM:
			return fetch_label(value);
		case FETCH_BPCHAR:
			text = text_of(PG_DETOAST_DATUM_PACKED(value));
			return (ExprText) {text.data, bpchartruelen((char *) text.data, text.length)};
		default:
			return text_of(PG_DETOAST_DATUM_PACKED(value));
	}
}

/* Elements that are not NULL stand one behind the other. */
static pg_noinline void
fetch_codes(Datum value, ExprInput *input)
{
	ArrayType  *array = DatumGetArrayTypeP(value);
	int			count = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	const bits8 *present = ARR_NULLBITMAP(array);

	input->elements = ARR_DATA_PTR(array);
	input->count = count;
	input->null_count = 0;
	for (int i = 0; present != NULL && i < count; i++)
		if ((present[i / 8] & (1 << (i % 8))) == 0)
		{
			input->null_count++;
			input->count--;
		}
}

static pg_noinline void
fetch_texts(Datum value, ExprInput *input)
{
	ArrayType  *array = DatumGetArrayTypeP(value);
	Datum	   *values;
	bool	   *nulls;
	int			count;
	ExprText   *texts;

	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_INT, &values, &nulls, &count);
	texts = palloc(sizeof(ExprText) * Max(count, 1));
	input->elements = texts;
	input->count = 0;
	input->null_count = 0;
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			input->null_count++;
		else
			texts[input->count++] = text_of((struct varlena *) DatumGetPointer(values[i]));
	}
}

static pg_noinline void
fetch_null(const BoundColumn *column, ExprInput *input)
{
	if (column->fetch >= FETCH_CODES)
		input->count = EXPR_NONE;
	else if (column->fetch >= FETCH_TEXT)
		input->text = (ExprText) {NULL, 0};
	else
		input->number = NAN;
}

static inline void
fetch_value(const BoundColumn *column, Datum value, ExprInput *input)
{
	switch (column->fetch)
	{
		case FETCH_BOOL:
			input->number = DatumGetBool(value) ? 1.0 : 0.0;
			break;
		case FETCH_INT2:
			input->number = DatumGetInt16(value);
			break;
		case FETCH_INT4:
			input->number = DatumGetInt32(value);
			break;
		case FETCH_INT8:
			input->number = (double) DatumGetInt64(value);
			break;
		case FETCH_FLOAT4:
			input->number = finite_number(column, DatumGetFloat4(value));
			break;
		case FETCH_FLOAT8:
			input->number = finite_number(column, DatumGetFloat8(value));
			break;
		case FETCH_NUMERIC:
		case FETCH_CAST:
			input->number = finite_number(column, fetch_cast(column, value));
			break;
		case FETCH_TEXT:
		case FETCH_CSTRING:
		case FETCH_BPCHAR:
		case FETCH_NAME:
		case FETCH_ENUM:
			input->text = fetch_text(column, value);
			break;
		case FETCH_CODES:
			fetch_codes(value, input);
			break;
		case FETCH_TEXTS:
			fetch_texts(value, input);
			break;
	}
}

void
record_fetch(const RecordBinding *binding, const NullableDatum *row)
{
	const BoundColumn *end = binding->columns + binding->count;

	for (const BoundColumn *column = binding->columns; column < end; column++)
	{
		const NullableDatum *source = &row[column->source];

		if (unlikely(source->isnull))
			fetch_null(column, column->input);
		else
			fetch_value(column, source->value, column->input);
	}
}
