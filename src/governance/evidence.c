/*
 * evidence.c
 *	  Reading and writing the tables of evidence, as the server's own foreign
 *	  keys do it.
 */
#include "governance/evidence.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

typedef struct PlanKey
{
	Oid			object;
	const void *purpose;
} PlanKey;

typedef struct KeptPlan
{
	PlanKey		key;
	char	   *sql;			/* NULL before the first plan is made */
	int			arguments;
	Oid		   *types;
	SPIPlanPtr	plan;
} KeptPlan;

static HTAB *kept_plans = NULL;
static bool writing = false;
static bool seen = false;

bool
evidence_as_seen(bool as_seen)
{
	bool		before = seen;

	seen = as_seen;
	return before;
}

bool
evidence_is_ours(void)
{
	return writing;
}

EvidenceSession
evidence_open(const Evidence *evidence)
{
	EvidenceSession session;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	GetUserIdAndSecContext(&session.user, &session.security);
	SetUserIdAndSecContext(evidence->owner,
						   session.security | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	return session;
}

void
evidence_close(EvidenceSession session)
{
	SetUserIdAndSecContext(session.user, session.security);
	SPI_finish();
}

static KeptPlan *
kept_plan(Oid object, const void *purpose)
{
	PlanKey		key;
	KeptPlan   *kept;
	bool		found;

	if (kept_plans == NULL)
	{
		HASHCTL		control = {.keysize = sizeof(PlanKey), .entrysize = sizeof(KeptPlan)};

		kept_plans = hash_create("surgical_registry plans", 64, &control, HASH_ELEM | HASH_BLOBS);
	}
	memset(&key, 0, sizeof(key));
	key.object = object;
	key.purpose = purpose;
	kept = hash_search(kept_plans, &key, HASH_ENTER, &found);
	if (!found)
	{
		kept->sql = NULL;
		kept->plan = NULL;
	}
	return kept;
}

static bool
is_plan_for(const KeptPlan *kept, const char *sql, int arguments, const Oid *types)
{
	return kept->sql != NULL && strcmp(kept->sql, sql) == 0 && kept->arguments == arguments &&
		memcmp(kept->types, types, sizeof(Oid) * arguments) == 0;
}

/*
 * A plan is made again when its text or the types of its arguments have
 * changed, as after a rename; other changes of the catalogue it follows by
 * itself.  The old one is not freed: it may be running further out.
 */
static SPIPlanPtr
plan_of(KeptPlan *kept, const char *sql, int arguments, Oid *types)
{
	SPIPlanPtr	plan;

	if (is_plan_for(kept, sql, arguments, types))
		return kept->plan;
	plan = SPI_prepare(sql, arguments, types);
	if (plan == NULL || SPI_keepplan(plan) != 0)
		elog(ERROR, "SPI_prepare failed for %s", sql);
	kept->sql = MemoryContextStrdup(TopMemoryContext, sql);
	kept->types = MemoryContextAlloc(TopMemoryContext, sizeof(Oid) * Max(arguments, 1));
	memcpy(kept->types, types, sizeof(Oid) * arguments);
	kept->arguments = arguments;
	kept->plan = plan;
	return plan;
}

/* What others have committed counts, whatever this transaction's snapshot. */
static Snapshot
latest_snapshot(void)
{
	CommandCounterIncrement();
	return IsolationUsesXactSnapshot() ? GetLatestSnapshot() : InvalidSnapshot;
}

uint64
kept_plan_run(Oid object, const void *purpose, const char *sql,
			  int arguments, Oid *types, Datum *values, const char *nulls)
{
	SPIPlanPtr	plan = plan_of(kept_plan(object, purpose), sql, arguments, types);
	int			result;

	if (seen)
		result = SPI_execute_plan(plan, values, nulls, true, 0);
	else
		result = SPI_execute_snapshot(plan, values, nulls, latest_snapshot(), InvalidSnapshot, false, true, 0);
	if (result < 0)
		elog(ERROR, "SPI execution failed: %s", SPI_result_code_string(result));
	return SPI_processed;
}

static char *
in_schema(const char *sql, Oid schema)
{
	const char *name = get_namespace_name(schema);
	const char *place;
	StringInfoData text;

	if (name == NULL)
		elog(ERROR, "cache lookup failed for schema %u", schema);
	name = quote_identifier(name);
	initStringInfo(&text);
	while ((place = strstr(sql, "@.")) != NULL)
	{
		appendBinaryStringInfo(&text, sql, place - sql);
		appendStringInfo(&text, "%s.", name);
		sql = place + 2;
	}
	appendStringInfoString(&text, sql);
	return text.data;
}

uint64
evidence_read(const Evidence *evidence, const EvidenceQuery *query, Datum *values, const char *nulls)
{
	Oid			types[EVIDENCE_MOST_ARGUMENTS];

	memcpy(types, query->types, sizeof(types));
	return kept_plan_run(evidence->schema, query, in_schema(query->sql, evidence->schema),
						 query->arguments, types, values, nulls);
}

uint64
evidence_write(const Evidence *evidence, const EvidenceQuery *query, Datum *values, const char *nulls)
{
	bool		before = writing;
	uint64		rows = 0;

	PG_TRY();
	{
		writing = true;
		rows = evidence_read(evidence, query, values, nulls);
	}
	PG_FINALLY();
	{
		writing = before;
	}
	PG_END_TRY();
	return rows;
}

void
evidence_write_one(const Evidence *evidence, const EvidenceQuery *query, Datum *values, const char *nulls)
{
	if (evidence_write(evidence, query, values, nulls) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("evidence could not be written to schema \"%s\"",
						get_namespace_name(evidence->schema)),
				 errhint("This is most likely due to a rule or a trigger having rewritten the query; see surgical_registry.check_install().")));
}

static void
check_type(int column, Oid type)
{
	Oid			found = SPI_gettypeid(SPI_tuptable->tupdesc, column);

	if (found != type)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("evidence column \"%s\" is of type %s and not %s", SPI_fname(SPI_tuptable->tupdesc, column),
						format_type_be(found), format_type_be(type)),
				 errhint("Tables of evidence are not to be altered: give the column its type back.")));
}

Datum
result_of_type(int column, Oid type, bool *isnull, MemoryContext memory)
{
	check_type(column, type);
	return result_datum(column, isnull, memory);
}

Datum
result_datum(int column, bool *isnull, MemoryContext memory)
{
	TupleDesc	descriptor = SPI_tuptable->tupdesc;
	Form_pg_attribute attribute = TupleDescAttr(descriptor, column - 1);
	Datum		value = SPI_getbinval(SPI_tuptable->vals[0], descriptor, column, isnull);
	MemoryContext old;

	if (*isnull)
		return (Datum) 0;
	old = MemoryContextSwitchTo(memory);
	if (attribute->attlen == -1)
		value = PointerGetDatum(PG_DETOAST_DATUM_COPY(value));
	else
		value = datumCopy(value, attribute->attbyval, attribute->attlen);
	MemoryContextSwitchTo(old);
	return value;
}

char *
result_text(int column, MemoryContext memory)
{
	char	   *value = SPI_getvalue(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, column);

	return value == NULL ? NULL : MemoryContextStrdup(memory, value);
}

int32
result_int(int column, int32 if_null)
{
	bool		isnull;
	Datum		value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, column, &isnull);

	check_type(column, INT4OID);
	return isnull ? if_null : DatumGetInt32(value);
}

bool
result_bool(int column)
{
	bool		isnull;
	Datum		value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, column, &isnull);

	check_type(column, BOOLOID);
	return !isnull && DatumGetBool(value);
}
