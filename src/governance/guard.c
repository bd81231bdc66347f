/*
 * guard.c
 *	  The trigger on protected tables: after each row, so that it judges what is
 *	  there and not what was asked for.
 */
#include "compat.h"

#include "commands/trigger.h"
#include "executor/executor.h"
#include "utils/datum.h"
#include "utils/rel.h"

#include "governance/canonical.h"
#include "governance/change.h"
#include "governance/refusal.h"

SR_FUNCTION(sr_guard_entry);

static TriggerData *
called_as_guard(FunctionCallInfo fcinfo)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" was not called by trigger manager", "guard_entry")));
	if (!TRIGGER_FIRED_AFTER(trigger->tg_event) || !TRIGGER_FIRED_FOR_ROW(trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" must be fired AFTER ROW", "guard_entry")));
	if (trigger->tg_trigger->tgnargs != 1)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" takes the name of the protected table", "guard_entry")));
	return trigger;
}

static const Protection *
protection_for(FunctionCallInfo fcinfo, TriggerData *trigger)
{
	const Protection *protection = fcinfo->flinfo->fn_extra;

	if (unlikely(protection == NULL || !protection->valid))
	{
		protection = protection_of(trigger->tg_relation, trigger->tg_trigger->tgargs[0]);
		fcinfo->flinfo->fn_extra = (void *) protection;
	}
	return protection;
}

static int
slot_tier(const Protection *protection, TupleTableSlot *slot)
{
	bool		isnull;
	Datum		value;

	if (protection->tier < 0)
		return TIER_UNCLASSIFIED;
	value = slot_getattr(slot, protection->columns[protection->tier].number, &isnull);
	return tier_of_datum(protection, value, isnull);
}

static bool
is_below(const Protection *protection, TupleTableSlot *slot)
{
	int			tier = slot_tier(protection, slot);

	return tier != TIER_UNCLASSIFIED && tier < protection->governed_from;
}

static EntryStage
slot_stage(const Protection *protection, TupleTableSlot *slot)
{
	bool		isnull;
	Datum		value = slot_getattr(slot, protection->columns[protection->status].number, &isnull);
	EntryStage	stage = stage_of_datum(protection, value, isnull);

	if (stage == STAGE_UNKNOWN)
		refuse(protection, "has a status that is not known",
			   "Known: draft, submitted, provisional, final; NULL is a draft.");
	return stage;
}

static bool
same_column(const ProtectedColumn *column, TupleTableSlot *before, TupleTableSlot *after)
{
	bool		was_null;
	bool		is_null;
	Datum		was = slot_getattr(before, column->number, &was_null);
	Datum		is = slot_getattr(after, column->number, &is_null);

	return was_null == is_null && (is_null || datum_image_eq(was, is, column->by_value, column->length));
}

static bool
same_columns(const Protection *protection, int count, const int *places, TupleTableSlot *before, TupleTableSlot *after)
{
	for (int i = 0; i < count; i++)
		if (!same_column(&protection->columns[places[i]], before, after))
			return false;
	return true;
}

static void
check_key(const Protection *protection, TupleTableSlot *before, TupleTableSlot *after)
{
	if (!same_columns(protection, protection->keys, protection->key, before, after))
		refuse(protection, "cannot change its key",
			   "Signatures belong to the key. Delete a draft and insert it again.");
}

/* Nothing that sign-off looks at is new: nothing to judge. */
static bool
is_unchanged(const Protection *protection, TupleTableSlot *before, TupleTableSlot *after)
{
	return same_columns(protection, protection->covered, protection->cover, before, after) &&
		(protection->status < 0 || same_column(&protection->columns[protection->status], before, after));
}

static Entry
entry_of_slot(const Protection *protection, TupleTableSlot *slot)
{
	Entry		entry = {.protection = protection};

	protection_require_columns(protection);
	entry.values = palloc(sizeof(Datum) * protection->count);
	entry.nulls = palloc(sizeof(bool) * protection->count);
	for (int i = 0; i < protection->count; i++)
		entry.values[i] = slot_getattr(slot, protection->columns[i].number, &entry.nulls[i]);
	entry.key = canonical_key(protection, entry.values);
	return entry;
}

/* The row's own word counts while no signature is needed; the state's does otherwise. */
static EntryStage
stage_before(const Protection *protection, const EntryState *state, TupleTableSlot *before)
{
	if (state->exists && (state->governed || protection->status < 0))
		return state->stage;
	return before == NULL || protection->status < 0 ? STAGE_DRAFT : slot_stage(protection, before);
}

static void
govern(const Protection *protection, TupleTableSlot *before, TupleTableSlot *after)
{
	Entry		entry = entry_of_slot(protection, after);
	EntryStage	asked = protection->status < 0 ? STAGE_UNKNOWN : slot_stage(protection, after);
	EvidenceSession session = evidence_open(&protection->evidence);
	EntryState	state = entry_state_lock(&entry, CurrentMemoryContext);
	EntryStage	from = stage_before(protection, &state, before);

	if (asked == STAGE_UNKNOWN)
		asked = from;
	if (!state.exists && from != STAGE_DRAFT)
		state.highest_tier = slot_tier(protection, before);
	if (state.exists || from != STAGE_DRAFT || asked != STAGE_DRAFT)
		entry_change(&entry, &state, from, asked);
	evidence_close(session);
}

static void
guard_insert(const Protection *protection, TupleTableSlot *after)
{
	if (protection->status < 0 || slot_stage(protection, after) == STAGE_DRAFT || is_below(protection, after))
		return;
	govern(protection, NULL, after);
}

/* Before and after in no need of signatures: final is final, and that is all. */
static void
guard_update_below(const Protection *protection, TupleTableSlot *before, TupleTableSlot *after)
{
	Entry		entry;

	(void) slot_stage(protection, after);
	if (slot_stage(protection, before) != STAGE_FINAL)
		return;
	protection_require_columns(protection);
	if (is_unchanged(protection, before, after))
		return;
	entry = entry_of_slot(protection, after);
	if (!permitted(PERMIT_AMENDMENT, &entry))
		refuse_final(protection);
}

/* With a column gone, drafts pass by their key; lower tiers are judged as ever; the rest is refused. */
static bool
passes_without_columns(const Protection *protection, TupleTableSlot *before, TupleTableSlot *after)
{
	if (protection->gone == NULL)
		return false;
	for (int i = 0; i < protection->keys; i++)
		if (protection->key[i] < 0)
			protection_require_columns(protection);
	if (protection->status >= 0 && slot_stage(protection, before) == STAGE_DRAFT && slot_stage(protection, after) == STAGE_DRAFT)
	{
		check_key(protection, before, after);
		return true;
	}
	if (protection->status < 0 || !is_below(protection, before) || !is_below(protection, after))
		protection_require_columns(protection);
	return false;
}

static void
guard_update(const Protection *protection, TupleTableSlot *before, TupleTableSlot *after)
{
	if (passes_without_columns(protection, before, after))
		return;
	check_key(protection, before, after);
	if (protection->status >= 0 && is_below(protection, before) && is_below(protection, after))
		guard_update_below(protection, before, after);
	else if (!is_unchanged(protection, before, after))
		govern(protection, before, after);
}

static void
refuse_delete(const Protection *protection)
{
	refuse(protection, "is no draft and cannot be deleted",
		   "What was submitted or signed stays on record.");
}

static void
guard_delete(const Protection *protection, TupleTableSlot *before)
{
	Entry		entry;
	EvidenceSession session;

	if (protection->status >= 0)
	{
		if (slot_stage(protection, before) != STAGE_DRAFT)
			refuse_delete(protection);
		if (is_below(protection, before))
			return;
	}
	entry = entry_of_slot(protection, before);
	session = evidence_open(&protection->evidence);
	if (entry_state_lock(&entry, CurrentMemoryContext).exists)
		refuse_delete(protection);
	evidence_close(session);
}

/* Constraint trigger, AFTER INSERT OR UPDATE OR DELETE, FOR EACH ROW. */
Datum
sr_guard_entry(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = called_as_guard(fcinfo);
	const Protection *protection = protection_for(fcinfo, trigger);

	if (TRIGGER_FIRED_BY_INSERT(trigger->tg_event))
		guard_insert(protection, trigger->tg_trigslot);
	else if (TRIGGER_FIRED_BY_UPDATE(trigger->tg_event))
		guard_update(protection, trigger->tg_trigslot, trigger->tg_newslot);
	else
		guard_delete(protection, trigger->tg_trigslot);
	return PointerGetDatum(NULL);
}
