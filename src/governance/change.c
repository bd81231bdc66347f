/*
 * change.c
 *	  One change of an entry under the rules.
 */
#include "governance/change.h"

#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/timestamp.h"

#include "governance/canonical.h"
#include "governance/policy.h"
#include "governance/refusal.h"

static Permission given = {PERMIT_NOTHING, InvalidOid, NULL};

Permission
permit(Permission permission)
{
	Permission	before = given;

	given = permission;
	return before;
}

bool
permitted(PermittedAction action, const Entry *entry)
{
	return given.action == action && given.root == entry->protection->root &&
		same_bytes((const bytea *) given.key, (const bytea *) entry->key);
}

static void
refuse_to_draft(const Entry *entry, const EntryState *state)
{
	if (consultants_who_signed(entry, state, PURPOSE_SIGNOFF) > 0)
		refuse(entry->protection, "is signed and cannot become a draft again",
			   "Its signers withdraw first, with a reason, by surgical_registry.withdraw_signature().");
}

static void
check_step(const Entry *entry, const EntryState *state, EntryStage from, EntryStage asked)
{
	const Protection *protection = entry->protection;

	if (from == STAGE_FINAL && !permitted(PERMIT_AMENDMENT, entry) && !permitted(PERMIT_IMPORT, entry))
		refuse_final(protection);
	if (from == STAGE_PROVISIONAL && asked < STAGE_PROVISIONAL)
		refuse(protection, "is provisional and cannot go back",
			   "It becomes final when the signatures are there.");
	if (asked == STAGE_PROVISIONAL && from != STAGE_PROVISIONAL && !permitted(PERMIT_EMERGENCY, entry))
		refuse(protection, "cannot become provisional by itself",
			   "A consultant calls surgical_registry.declare_emergency(), with a reason.");
	if (asked == STAGE_DRAFT && from == STAGE_SUBMITTED && state->exists)
		refuse_to_draft(entry, state);
}

static void
follow_tier(const Entry *entry, EntryState *state, const Policy *policy)
{
	int			tier = entry_tier(entry);

	if (tier == TIER_UNCLASSIFIED)
		return;
	if (permitted(PERMIT_RETIER, entry))
		state->highest_tier = tier;
	else if (state->highest_tier >= policy->tier && tier < policy->tier)
		refuse(entry->protection, "was in a tier that needs sign-off and cannot leave it by an update",
			   "Two consultants call surgical_registry.retier_entry(), with a reason.");
	else
		state->highest_tier = Max(state->highest_tier, tier);
}

/* What is imported needs no signatures if it was before there was a policy. */
static void
check_import(const Entry *entry, EntryState *state)
{
	if (policy_in_force(entry).version != 0)
		refuse(entry->protection, "is not older than the sign-off policy and cannot be imported",
			   "surgical_registry.sign_entry() and finalise_entry() make it final.");
	state->predates_policy = true;
	state->policy = 0;
}

static void
check_quorum(const Entry *entry, const EntryState *state, const Policy *policy)
{
	Quorum		quorum = quorum_of(entry, state, policy);

	if (quorum.missing != NIL)
		refuse(entry->protection,
			   psprintf("cannot become final: it lacks %s", list_text(quorum.missing)),
			   policy->version == 0
			   ? "The registry's operator adds a row to signoff_policy; entries from before the first policy are imported by the table's owner with surgical_registry.import_entries()."
			   : "Consultants with a post on the operation date sign with surgical_registry.sign_entry(); surgical_registry.entry_status() lists what is missing.");
}

static void
finish(const Entry *entry, EntryState *state, const Policy *policy)
{
	if (permitted(PERMIT_IMPORT, entry))
		check_import(entry, state);
	else if (state->governed)
		check_quorum(entry, state, policy);
	state->final_revision = state->revision;
}

static void
set_due(const Entry *entry, EntryState *state, const Policy *policy)
{
	int			place = entry->protection->operation_date;
	TimestampTz start = GetCurrentTimestamp();

	if (!entry->nulls[place] && DATE_IS_NOBEGIN(DatumGetDateADT(entry->values[place])) == false)
		start = Min(start, (TimestampTz) DatumGetDateADT(entry->values[place]) * USECS_PER_DAY);
	state->has_due = true;
	state->due = start + (TimestampTz) policy->emergency_hours * USECS_PER_HOUR;
}

void
entry_change(const Entry *entry, EntryState *state, EntryStage from, EntryStage asked)
{
	bool		was_governed = state->exists && state->governed;
	bool		followed;
	Policy		policy;

	check_step(entry, state, from, asked);
	if (state->exists)
		entry_state_pin(entry, state);
	else
		entry_state_begin(entry, state);
	followed = entry_state_follow(entry, state);
	policy = policy_pinned(entry, state);
	follow_tier(entry, state, &policy);
	state->governed = entry_effective_tier(entry, state) >= policy.tier;
	if (asked == STAGE_FINAL)
		finish(entry, state, &policy);
	if (asked == STAGE_PROVISIONAL && from != STAGE_PROVISIONAL)
		set_due(entry, state, &policy);
	state->stage = asked;
	entry_state_save(entry, state);
	state->exists = true;
	if ((state->governed || was_governed) && (asked != from || followed))
		audit_write(entry, state, asked != from ? stage_names[asked] : "changed", NULL);
}
