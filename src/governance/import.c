/*
 * import.c
 *	  Entries from before there was a sign-off policy.
 */
#include "compat.h"

#include "catalog/pg_class.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "governance/canonical.h"
#include "governance/entry.h"

SR_FUNCTION(sr_import_entries);

#define ROWS_AT_ONCE 1000

static const EvidenceQuery any_policy_query = {"SELECT 1 FROM ONLY @.signoff_policy LIMIT 1", 0, {0}};

static void
check_may_import(const Protection *protection)
{
	if (!has_privs_of_role(GetUserId(), protection->evidence.owner))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("must be owner of table %s", get_rel_name(protection->root))));
}

static void
check_any_policy(const Protection *protection)
{
	if (evidence_read(&protection->evidence, &any_policy_query, NULL, NULL) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("no sign-off policy has been written"),
				 errhint("Insert the first one into \"%s\".signoff_policy: entries dated before it are imported.",
						 get_namespace_name(protection->evidence.schema))));
}

static Entry
entry_of_row(const Protection *protection, HeapTuple row, TupleDesc descriptor)
{
	Entry		entry = {.protection = protection};

	entry.values = palloc(sizeof(Datum) * protection->count);
	entry.nulls = palloc(sizeof(bool) * protection->count);
	for (int i = 0; i < protection->count; i++)
		entry.values[i] = SPI_getbinval(row, descriptor, i + 1, &entry.nulls[i]);
	entry.key = canonical_key(protection, entry.values);
	return entry;
}

/* Governed, never final under sign-off nor judged by a policy, and dated before the first. */
static bool
is_to_be_imported(const Entry *entry, EntryState *state, EntryStage stage)
{
	if (state->exists && (state->final_revision != 0 || state->policy != 0 || state->stage == STAGE_FINAL || state->stage == STAGE_PROVISIONAL))
		return false;
	return stage != STAGE_DRAFT && stage != STAGE_UNKNOWN &&
		entry_effective_tier(entry, state) >= entry->protection->governed_from;
}

static void
make_final(const Entry *entry, EntryState *state, EntryStage stage)
{
	if (entry->protection->status >= 0 && stage != STAGE_FINAL)
		entry_update(entry, PERMIT_IMPORT, entry->protection->status, stage_names[STAGE_FINAL]);
	else
		entry_change_permitted(entry, state, PERMIT_IMPORT, stage, STAGE_FINAL);
}

/* Opened and closed for each, which frees the results of its queries. */
static bool
import_entry(const Entry *entry)
{
	EvidenceSession session = evidence_open(&entry->protection->evidence);
	EntryState	state = entry_state_lock(entry, CurrentMemoryContext);
	EntryStage	stage = entry->protection->status >= 0 ? entry_stage(entry) : STAGE_SUBMITTED;
	bool		wanted = is_to_be_imported(entry, &state, stage);

	if (wanted)
		make_final(entry, &state, stage);
	evidence_close(session);
	return wanted;
}

static Portal
open_old_entries(const Protection *protection)
{
	StringInfoData sql;

	initStringInfo(&sql);
	add_columns(&sql, protection);
	appendStringInfo(&sql, " WHERE %s OPERATOR(pg_catalog.<) (SELECT pg_catalog.min(effective_from) FROM ONLY %s.signoff_policy)",
					 quote_identifier(protection->columns[protection->operation_date].name),
					 quote_identifier(get_namespace_name(protection->evidence.schema)));
	return SPI_cursor_open_with_args(NULL, sql.data, 0, NULL, NULL, NULL, false, 0);
}

static int64
import_rows(const Protection *protection, SPITupleTable *rows)
{
	MemoryContext memory = AllocSetContextCreate(CurrentMemoryContext, "import", ALLOCSET_DEFAULT_SIZES);
	MemoryContext old = MemoryContextSwitchTo(memory);
	int64		count = 0;

	for (uint64 i = 0; i < rows->numvals; i++)
	{
		Entry		entry;

		CHECK_FOR_INTERRUPTS();
		MemoryContextReset(memory);
		entry = entry_of_row(protection, rows->vals[i], rows->tupdesc);
		count += import_entry(&entry);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(memory);
	return count;
}

/* import_entries(target) -> how many */
Datum
sr_import_entries(PG_FUNCTION_ARGS)
{
	const Protection *protection = protection_of_table(PG_GETARG_OID(0));
	EvidenceSession session;
	Portal		portal;
	int64		count = 0;

	check_may_import(protection);
	session = evidence_open(&protection->evidence);
	check_any_policy(protection);
	portal = open_old_entries(protection);
	for (;;)
	{
		SPITupleTable *rows;

		SPI_cursor_fetch(portal, true, ROWS_AT_ONCE);
		if (SPI_processed == 0)
			break;
		rows = SPI_tuptable;
		count += import_rows(protection, rows);
		SPI_freetuptable(rows);
	}
	SPI_cursor_close(portal);
	evidence_close(session);
	PG_RETURN_INT64(count);
}
