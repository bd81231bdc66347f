/*
 * entry.c
 *	  Entries that functions are asked about.
 */
#include "governance/entry.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/ruleutils.h"
#include "utils/typcache.h"

#include "governance/canonical.h"

/* What plans of a table are kept for. */
static const char purpose_visible,
			purpose_fetch,
			purpose_lock,
			purpose_status,
			purpose_tier;

static Datum
key_part(const ProtectedColumn *column, Datum word)
{
	Oid			input;
	Oid			parameter;

	getTypeInputInfo(column->type, &input, &parameter);
	return OidInputFunctionCall(input, TextDatumGetCString(word), parameter, column->typmod);
}

static void
check_key_shape(const Protection *protection, ArrayType *key)
{
	if (ARR_NDIM(key) != 1 || ARR_DIMS(key)[0] != protection->keys)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("key of table \"%s\" must be a list of %d values", get_rel_name(protection->root), protection->keys),
				 errhint("Write the values of the primary key's columns as text, such as '{4711}'.")));
	if (array_contains_nulls(key))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a key has no NULL")));
}

Entry
entry_named(const Protection *protection, ArrayType *key)
{
	Entry		entry = {.protection = protection};
	Datum	   *texts;
	int			count;

	check_key_shape(protection, key);
	deconstruct_array(key, TEXTOID, -1, false, TYPALIGN_INT, &texts, NULL, &count);
	entry.values = palloc0(sizeof(Datum) * protection->count);
	for (int i = 0; i < count; i++)
		entry.values[protection->key[i]] = key_part(&protection->columns[protection->key[i]], texts[i]);
	entry.key = canonical_key(protection, entry.values);
	return entry;
}

static char *
table_name(const Protection *protection)
{
	return quote_qualified_identifier(get_namespace_name(protection->evidence.schema),
									  get_rel_name(protection->root));
}

void
add_columns(StringInfo sql, const Protection *protection)
{
	for (int i = 0; i < protection->count; i++)
		appendStringInfo(sql, "%s%s", i == 0 ? "SELECT " : ", ", quote_identifier(protection->columns[i].name));
	appendStringInfo(sql, " FROM %s", table_name(protection));
}

/* " WHERE key = $1 AND ...", by the operators of the types and not of a search_path. */
static void
add_condition(StringInfo sql, const Protection *protection)
{
	for (int i = 0; i < protection->keys; i++)
	{
		const ProtectedColumn *column = &protection->columns[protection->key[i]];
		Oid			type = getBaseType(column->type);
		Oid			equals = lookup_type_cache(type, TYPECACHE_EQ_OPR)->eq_opr;
		char		parameter[16];

		snprintf(parameter, sizeof(parameter), "$%d", i + 1);
		appendStringInfoString(sql, i == 0 ? " WHERE " : " AND ");
		generate_operator_clause(sql, quote_identifier(column->name), column->type, equals, parameter, type);
	}
}

/* Runs a query that has the key, and perhaps one text more, as arguments. */
static uint64
run_by_key(const Entry *named, const char *purpose, const char *sql, const char *more)
{
	const Protection *protection = named->protection;
	Oid			types[INDEX_MAX_KEYS + 1];
	Datum		values[INDEX_MAX_KEYS + 1];
	int			count = protection->keys;

	for (int i = 0; i < count; i++)
	{
		types[i] = getBaseType(protection->columns[protection->key[i]].type);
		values[i] = named->values[protection->key[i]];
	}
	if (more != NULL)
	{
		types[count] = TEXTOID;
		values[count++] = CStringGetTextDatum(more);
	}
	return kept_plan_run(protection->root, purpose, sql, count, types, values, NULL);
}

static void
no_such_entry(const Entry *named, const char *may)
{
	ereport(ERROR,
			(errcode(ERRCODE_NO_DATA_FOUND),
			 errmsg("no entry of table \"%s\" with this key that you may %s",
					get_rel_name(named->protection->root), may)));
}

/* Equal keys may be spelled otherwise, as 1 and 1.0: the row's spelling counts. */
static void
take_row(Entry *entry, MemoryContext memory)
{
	const Protection *protection = entry->protection;
	MemoryContext old = MemoryContextSwitchTo(memory);

	entry->values = palloc(sizeof(Datum) * protection->count);
	entry->nulls = palloc(sizeof(bool) * protection->count);
	for (int i = 0; i < protection->count; i++)
		entry->values[i] = result_datum(i + 1, &entry->nulls[i], memory);
	entry->key = canonical_key(protection, entry->values);
	MemoryContextSwitchTo(old);
}

void
entry_find(Entry *named)
{
	MemoryContext memory = CurrentMemoryContext;
	StringInfoData sql;

	SPI_connect();
	initStringInfo(&sql);
	add_columns(&sql, named->protection);
	add_condition(&sql, named->protection);
	if (run_by_key(named, &purpose_visible, sql.data, NULL) == 0)
		no_such_entry(named, "read");
	take_row(named, memory);
	SPI_finish();
}

Entry
entry_fetch(const Entry *named, bool lock)
{
	const Protection *protection = named->protection;
	Entry		entry = *named;
	StringInfoData sql;

	initStringInfo(&sql);
	add_columns(&sql, protection);
	add_condition(&sql, protection);
	if (lock)
		appendStringInfoString(&sql, " FOR NO KEY UPDATE");
	if (run_by_key(named, lock ? &purpose_lock : &purpose_fetch, sql.data, NULL) == 0)
		no_such_entry(named, "read");
	take_row(&entry, CurrentMemoryContext);
	return entry;
}

static void
run_update(const Entry *named, int place, const char *value)
{
	const ProtectedColumn *column = &named->protection->columns[place];
	bool		is_status = place == named->protection->status;
	StringInfoData sql;

	SPI_connect();
	initStringInfo(&sql);
	appendStringInfo(&sql, "UPDATE %s SET %s = $%d::%s", table_name(named->protection),
					 quote_identifier(column->name), named->protection->keys + 1, format_type_be_qualified(column->type));
	add_condition(&sql, named->protection);
	if (run_by_key(named, is_status ? &purpose_status : &purpose_tier, sql.data, value) == 0)
		no_such_entry(named, "change");
	SPI_finish();
}

static Permission
permission_for(const Entry *named, PermittedAction action)
{
	return (Permission) {action, named->protection->root, named->key};
}

void
entry_update(const Entry *named, PermittedAction action, int place, const char *value)
{
	Permission	before = permit(permission_for(named, action));

	PG_TRY();
	{
		run_update(named, place, value);
	}
	PG_FINALLY();
	{
		permit(before);
	}
	PG_END_TRY();
}

void
entry_change_permitted(const Entry *entry, EntryState *state, PermittedAction action,
					   EntryStage from, EntryStage asked)
{
	Permission	before = permit(permission_for(entry, action));

	PG_TRY();
	{
		entry_change(entry, state, from, asked);
	}
	PG_FINALLY();
	{
		permit(before);
	}
	PG_END_TRY();
}

void
entry_ask(const Entry *named, PermittedAction action, EntryStage asked)
{
	EvidenceSession session;
	Entry		entry;
	EntryState	state;
	EntryStage	from;

	if (named->protection->status >= 0)
	{
		entry_update(named, action, named->protection->status, stage_names[asked]);
		return;
	}
	session = evidence_open(&named->protection->evidence);
	entry = entry_fetch(named, true);
	state = entry_state_lock(&entry, CurrentMemoryContext);
	from = state.exists ? state.stage : STAGE_DRAFT;
	if (from != asked)
		entry_change_permitted(&entry, &state, action, from, asked);
	evidence_close(session);
}
