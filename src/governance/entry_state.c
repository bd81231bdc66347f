/*
 * entry_state.c
 *	  The state of an entry: locked before it is read, and changed by every
 *	  change of evidence.
 */
#include "governance/entry_state.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "governance/canonical.h"
#include "governance/policy.h"

#define STATE_COLUMNS \
	"SELECT state, revision, content_digest, governed, highest_tier, policy_version, final_revision," \
	" predates_policy, due_at, salt FROM ONLY @.entry_state" \
	" WHERE target OPERATOR(pg_catalog.=) $1 AND entry_key OPERATOR(pg_catalog.=) $2"

static const EvidenceQuery read_query = {STATE_COLUMNS, 2, {TEXTOID, TEXTARRAYOID}};

static const EvidenceQuery lock_query = {STATE_COLUMNS " FOR NO KEY UPDATE", 2, {TEXTOID, TEXTARRAYOID}};

#define STATE_TYPES \
	{TEXTOID, TEXTARRAYOID, TEXTOID, INT4OID, BYTEAOID, BOOLOID, TEXTOID, INT4OID, INT4OID, BOOLOID, TIMESTAMPTZOID, BYTEAOID}

static const EvidenceQuery insert_query = {
	"INSERT INTO @.entry_state (target, entry_key, state, revision, content_digest, governed, highest_tier,"
	" policy_version, final_revision, predates_policy, due_at, salt, finalised_at, changes, changed_at)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
	" CASE WHEN $3 OPERATOR(pg_catalog.=) 'final' THEN pg_catalog.clock_timestamp() END,"
	" 1, pg_catalog.clock_timestamp())",
	12, STATE_TYPES
};

static const EvidenceQuery update_query = {
	"UPDATE ONLY @.entry_state SET state = $3, revision = $4, content_digest = $5, governed = $6, highest_tier = $7,"
	" policy_version = $8, final_revision = $9, predates_policy = $10, due_at = $11, salt = $12,"
	" finalised_at = CASE WHEN $3 OPERATOR(pg_catalog.<>) 'final' THEN finalised_at"
	"   WHEN state OPERATOR(pg_catalog.=) 'final' THEN finalised_at ELSE pg_catalog.clock_timestamp() END,"
	" changes = changes OPERATOR(pg_catalog.+) 1, changed_at = pg_catalog.clock_timestamp()"
	" WHERE target OPERATOR(pg_catalog.=) $1 AND entry_key OPERATOR(pg_catalog.=) $2",
	12, STATE_TYPES
};

static const EvidenceQuery audit_query = {
	"INSERT INTO @.audit (target, entry_key, action, state, revision, reason, login, content_digest, xid, recorded_at)"
	" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, pg_catalog.pg_current_xact_id(), pg_catalog.clock_timestamp())",
	8, {TEXTOID, TEXTARRAYOID, TEXTOID, TEXTOID, INT4OID, TEXTOID, TEXTOID, BYTEAOID}
};

static bytea *
result_bytes(int column, MemoryContext memory)
{
	bool		isnull;

	return (bytea *) DatumGetPointer(result_of_type(column, BYTEAOID, &isnull, memory));
}

static EntryState
read_state(const Entry *entry, const EvidenceQuery *query, MemoryContext memory)
{
	EntryState	state = {.highest_tier = TIER_UNCLASSIFIED};
	Datum		values[2] = {CStringGetTextDatum(entry->protection->target), PointerGetDatum(entry->key)};
	bool		isnull;

	if (evidence_read(&entry->protection->evidence, query, values, NULL) == 0)
		return state;
	state.exists = true;
	state.stage = stage_of_name(result_text(1, CurrentMemoryContext));
	state.revision = result_int(2, 0);
	state.digest = result_bytes(3, memory);
	state.governed = result_bool(4);
	state.highest_tier = tier_of_name(result_text(5, CurrentMemoryContext));
	state.policy = result_int(6, 0);
	state.final_revision = result_int(7, 0);
	state.predates_policy = result_bool(8);
	state.due = DatumGetTimestampTz(result_datum(9, &isnull, memory));
	state.has_due = !isnull;
	state.salt = result_bytes(10, memory);
	return state;
}

EntryState
entry_state_read(const Entry *entry, MemoryContext memory)
{
	return read_state(entry, &read_query, memory);
}

EntryState
entry_state_lock(const Entry *entry, MemoryContext memory)
{
	const Evidence *evidence = &entry->protection->evidence;

	LockRelationOid(get_relname_relid("entry_state", evidence->schema), RowExclusiveLock);
	return read_state(entry, &lock_query, memory);
}

void
entry_state_save(const Entry *entry, const EntryState *state)
{
	Datum		values[12] = {
		CStringGetTextDatum(entry->protection->target), PointerGetDatum(entry->key),
		CStringGetTextDatum(stage_names[state->stage]), Int32GetDatum(state->revision),
		PointerGetDatum(state->digest), BoolGetDatum(state->governed),
		state->highest_tier < 0 ? (Datum) 0 : CStringGetTextDatum(ruleset_tier_names[state->highest_tier]),
		Int32GetDatum(state->policy), Int32GetDatum(state->final_revision),
		BoolGetDatum(state->predates_policy), TimestampTzGetDatum(state->due), PointerGetDatum(state->salt)
	};
	char		nulls[] = "            ";

	nulls[6] = state->highest_tier < 0 ? 'n' : ' ';
	nulls[7] = state->policy == 0 ? 'n' : ' ';
	nulls[8] = state->final_revision == 0 ? 'n' : ' ';
	nulls[10] = state->has_due ? ' ' : 'n';
	evidence_write_one(&entry->protection->evidence, state->exists ? &update_query : &insert_query,
					   values, nulls);
}

void
audit_write(const Entry *entry, const EntryState *state, const char *action, const char *reason)
{
	Datum		values[8] = {
		CStringGetTextDatum(entry->protection->target), PointerGetDatum(entry->key),
		CStringGetTextDatum(action), CStringGetTextDatum(stage_names[state->stage]),
		Int32GetDatum(state->revision), reason == NULL ? (Datum) 0 : CStringGetTextDatum(reason),
		CStringGetTextDatum(GetUserNameFromId(GetSessionUserId(), false)),
		PointerGetDatum(salted_digest_of(state->salt, state->digest))
	};

	evidence_write_one(&entry->protection->evidence, &audit_query, values,
					   reason == NULL ? "     n  " : "        ");
}

bytea *
entry_state_payload(const Entry *entry, const EntryState *state)
{
	return canonical_payload(entry, (Pinned) {.revision = state->revision, .policy = state->policy});
}

/* Another date may bring another policy, but takes nothing out of sign-off. */
static bool
would_leave_sign_off(const Entry *entry, const EntryState *state, const Policy *policy)
{
	int			tier = entry_effective_tier(entry, state);

	return state->policy != 0 && tier < policy->tier && tier >= policy_pinned(entry, state).tier;
}

void
entry_state_pin(const Entry *entry, EntryState *state)
{
	Policy		policy;

	if (state->predates_policy || (state->exists && state->stage == STAGE_FINAL))
		return;
	policy = policy_in_force(entry);
	if (policy.version == 0 && state->policy == 0 && state->final_revision != 0)
		policy = policy_first(entry);
	if (policy.version != 0 && policy.version != state->policy && !would_leave_sign_off(entry, state, &policy))
		state->policy = policy.version;
}

void
entry_state_begin(const Entry *entry, EntryState *state)
{
	state->stage = STAGE_DRAFT;
	state->revision = 1;
	entry_state_pin(entry, state);
	state->governed = true;
	state->salt = random_salt();
	state->digest = digest_of(entry_state_payload(entry, state));
}

bool
entry_state_follow(const Entry *entry, EntryState *state)
{
	if (same_bytes(digest_of(entry_state_payload(entry, state)), state->digest))
		return false;
	state->revision++;
	state->digest = digest_of(entry_state_payload(entry, state));
	return true;
}

static EntryStage
row_stage(const Entry *entry)
{
	EntryStage	stage = entry_stage(entry);

	return stage == STAGE_UNKNOWN ? STAGE_DRAFT : stage;
}

void
entry_state_present(const Entry *entry, EntryState *state)
{
	if (!state->exists)
	{
		entry_state_begin(entry, state);
		state->stage = row_stage(entry);
		if (state->stage != STAGE_DRAFT)
			state->highest_tier = entry_tier(entry);
		return;
	}
	entry_state_pin(entry, state);
	entry_state_follow(entry, state);
}

EntryStage
entry_state_stage(const Entry *entry, const EntryState *state)
{
	if (state->exists && (state->governed || entry->protection->status < 0))
		return state->stage;
	return row_stage(entry);
}

int
entry_effective_tier(const Entry *entry, const EntryState *state)
{
	int			tier = entry_tier(entry);

	return Max(tier == TIER_UNCLASSIFIED ? TIER_HIGHEST : tier, state->highest_tier);
}
