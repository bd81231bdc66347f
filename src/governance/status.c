/*
 * status.c
 *	  What can be asked about an entry.
 */
#include "compat.h"

#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

#include "arguments.h"
#include "governance/canonical.h"
#include "governance/entry.h"
#include "governance/policy.h"

SR_FUNCTION(sr_entry_key);
SR_FUNCTION(sr_content_digest);
SR_FUNCTION(sr_entry_status);

/* entry_key(VARIADIC "any") -> text[] */
Datum
sr_entry_key(PG_FUNCTION_ARGS)
{
	Datum	   *values;
	Oid		   *types;
	bool	   *nulls;
	int			count = extract_variadic_args(fcinfo, 0, true, &values, &types, &nulls);

	if (count < 0)
		PG_RETURN_NULL();
	for (int i = 0; i < count; i++)
		if (nulls[i])
			PG_RETURN_NULL();
	PG_RETURN_ARRAYTYPE_P(canonical_texts(count, types, values));
}

/* The named entry and its state, as they are now; the caller must be allowed to read it. */
static Entry
look_up(FunctionCallInfo fcinfo, EntryState *state, EvidenceSession *session)
{
	const Protection *protection = protection_of_table(PG_GETARG_OID(0));
	Entry		named = entry_named(protection, PG_GETARG_ARRAYTYPE_P(1));
	Entry		entry;

	entry_find(&named);
	*session = evidence_open(&protection->evidence);
	entry = entry_fetch(&named, false);
	*state = entry_state_read(&entry, CurrentMemoryContext);
	entry_state_present(&entry, state);
	return entry;
}

static Datum
content_digest(FunctionCallInfo fcinfo)
{
	MemoryContext memory = CurrentMemoryContext;
	EntryState	state;
	EvidenceSession session;
	bytea	   *digest;

	(void) look_up(fcinfo, &state, &session);
	digest = MemoryContextAlloc(memory, VARSIZE_ANY(state.digest));
	memcpy(digest, state.digest, VARSIZE_ANY(state.digest));
	evidence_close(session);
	return PointerGetDatum(digest);
}

static Datum
missing_array(const Quorum *quorum, MemoryContext memory)
{
	MemoryContext old = MemoryContextSwitchTo(memory);
	Datum	   *texts = palloc(sizeof(Datum) * (list_length(quorum->missing) + 1));
	int			count = 0;
	Datum		array;
	ListCell   *cell;

	foreach(cell, quorum->missing)
		texts[count++] = CStringGetTextDatum((char *) lfirst(cell));
	array = PointerGetDatum(construct_array(texts, count, TEXTOID, -1, false, TYPALIGN_INT));
	MemoryContextSwitchTo(old);
	return array;
}

static Datum
tier_datum(TupleDesc descriptor, int tier)
{
	return ObjectIdGetDatum(GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid,
											ObjectIdGetDatum(TupleDescAttr(descriptor, 2)->atttypid),
											CStringGetDatum(ruleset_tier_names[tier])));
}

/* What is missing; nothing where nothing is needed, or needed any more. */
static Quorum
quorum_now(const Entry *entry, const EntryState *state)
{
	Policy		policy = policy_pinned(entry, state);
	Quorum		quorum = quorum_of(entry, state, &policy);

	if (entry_effective_tier(entry, state) < policy.tier || entry_state_stage(entry, state) == STAGE_FINAL)
		quorum.missing = NIL;
	return quorum;
}

static Datum
entry_status(FunctionCallInfo fcinfo)
{
	TupleDesc	descriptor = sr_result_descriptor(fcinfo);
	MemoryContext memory = CurrentMemoryContext;
	Datum		values[5];
	bool		nulls[5] = {false};
	EntryState	state;
	EvidenceSession session;
	Entry		entry = look_up(fcinfo, &state, &session);
	Quorum		quorum = quorum_now(&entry, &state);
	EntryStage	stage = entry_state_stage(&entry, &state);

	values[1] = Int32GetDatum(state.revision);
	values[2] = tier_datum(descriptor, entry_effective_tier(&entry, &state));
	values[3] = Int32GetDatum(quorum.signatures);
	values[4] = missing_array(&quorum, memory);
	evidence_close(session);
	values[0] = CStringGetTextDatum(stage_names[stage]);
	return HeapTupleGetDatum(heap_form_tuple(descriptor, values, nulls));
}

/* Answers by what the caller's query sees: a digest is of what was read. */
static Datum
answer_as_seen(Datum (*answer) (FunctionCallInfo), FunctionCallInfo fcinfo)
{
	bool		before = evidence_as_seen(true);
	Datum		result = (Datum) 0;

	PG_TRY();
	{
		result = answer(fcinfo);
	}
	PG_FINALLY();
	{
		evidence_as_seen(before);
	}
	PG_END_TRY();
	return result;
}

/* content_digest(target, key) -> bytea */
Datum
sr_content_digest(PG_FUNCTION_ARGS)
{
	return answer_as_seen(content_digest, fcinfo);
}

/* entry_status(target, key) -> (state, revision, tier, signatures, missing) */
Datum
sr_entry_status(PG_FUNCTION_ARGS)
{
	return answer_as_seen(entry_status, fcinfo);
}
