/*
 * sign.c
 *	  The functions that signers and editors call.
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/timestamp.h"

#include "arguments.h"
#include "governance/canonical.h"
#include "governance/entry.h"
#include "governance/refusal.h"
#include "governance/signer.h"

SR_FUNCTION(sr_sign_entry);
SR_FUNCTION(sr_withdraw_signature);
SR_FUNCTION(sr_finalise_entry);
SR_FUNCTION(sr_amend_entry);
SR_FUNCTION(sr_retier_entry);
SR_FUNCTION(sr_declare_emergency);

#define LONGEST_REASON 4096

/* One call of a function, from the entry that it names to its state. */
typedef struct Call
{
	const Protection *protection;
	Entry		named;
	Entry		entry;
	EntryState	state;
	Policy		policy;
	Signer		signer;
	EvidenceSession session;
} Call;

static void
check_arguments(FunctionCallInfo fcinfo, const char *const *names)
{
	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not be NULL", names[i])));
}

/* Words that somebody gave: not empty, and not a book. */
static char *
given_words(text *words, const char *what)
{
	char	   *given = text_to_cstring(words);

	if (strspn(given, " \t\r\n") == strlen(given))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be empty", what)));
	if (strlen(given) > LONGEST_REASON)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s must not be longer than %d bytes", what, LONGEST_REASON)));
	return given;
}

static Call
begin(FunctionCallInfo fcinfo)
{
	Call		call = {.signer = signer_of_session(), .protection = protection_of_table(PG_GETARG_OID(0))};

	call.named = entry_named(call.protection, PG_GETARG_ARRAYTYPE_P(1));
	entry_find(&call.named);
	return call;
}

/* The row first, then its state: the order in which the guard comes to them. */
static void
lock_entry(Call *call)
{
	call->session = evidence_open(&call->protection->evidence);
	call->entry = entry_fetch(&call->named, true);
	call->state = entry_state_lock(&call->entry, CurrentMemoryContext);
	entry_state_present(&call->entry, &call->state);
	call->policy = policy_pinned(&call->entry, &call->state);
}

/* A call by a consultant: who they are is settled before anything is looked at. */
static Call
begin_as_signer(FunctionCallInfo fcinfo)
{
	Call		call = begin(fcinfo);

	signer_check_person(&call.signer);
	lock_entry(&call);
	signer_identify(&call.signer, call.protection);
	return call;
}

static void
save(Call *call, const char *action, const char *reason)
{
	entry_state_save(&call->entry, &call->state);
	call->state.exists = true;
	audit_write(&call->entry, &call->state, action, reason);
}

static bool
is_governed(const Call *call)
{
	return entry_effective_tier(&call->entry, &call->state) >= call->policy.tier;
}

static EntryStage
stage_now(const Call *call)
{
	return entry_state_stage(&call->entry, &call->state);
}

static void
check_is_governed(const Call *call)
{
	if (!is_governed(call))
		not_in_state(call->protection, "is in a tier that needs no signatures",
					 "surgical_registry.finalise_entry() makes it final.");
}

static void
check_may_be_signed(const Call *call)
{
	if (stage_now(call) == STAGE_FINAL)
		not_in_state(call->protection, "is final and takes no more signatures",
					 "surgical_registry.amend_entry() opens a new revision.");
	if (call->policy.version == 0)
		refuse(call->protection, "has no sign-off policy in force on its operation date",
			   "The registry's operator adds a row to signoff_policy.");
	check_is_governed(call);
	if (!operation_has_taken_place(&call->entry))
		refuse(call->protection, "has an operation date in the future, or none",
			   "It can be signed from that day on.");
}

/* A date or a policy that is missing holds up no emergency: entry_status() lists it. */
static void
check_may_be_emergency(const Call *call)
{
	if (stage_now(call) >= STAGE_PROVISIONAL)
		not_in_state(call->protection, "is provisional or final already",
					 "Nothing more is needed for the emergency.");
	check_is_governed(call);
	if (operation_is_to_come(&call->entry))
		refuse(call->protection, "has an operation date in the future",
			   "An emergency is declared from that day on, or without a date.");
}

static void
check_digest(const Call *call, const bytea *expected)
{
	if (!same_bytes(call->state.digest, expected))
		not_in_state(call->protection, "has changed since you read it",
					 "Read it again, and pass its surgical_registry.content_digest().");
}

static void
check_first_signature(const Call *call, const char *purpose)
{
	if (signature_standing(&call->signer, &call->entry, &call->state, purpose) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNIQUE_VIOLATION),
				 errmsg("consultant %s has signed this revision already", call->signer.gmc_number),
				 errhint("Another consultant signs next.")));
}

static void
note_tier(Call *call)
{
	call->state.highest_tier = Max(call->state.highest_tier, entry_tier(&call->entry));
	call->state.governed = true;
}

/* sign_entry(target, key, meaning, expected_digest) -> number of the signature */
Datum
sr_sign_entry(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"target", "key", "meaning", "expected_digest"};
	char	   *meaning;
	Call		call;
	int64		number;

	check_arguments(fcinfo, names);
	meaning = given_words(PG_GETARG_TEXT_PP(2), "meaning");
	call = begin_as_signer(fcinfo);
	check_may_be_signed(&call);
	check_digest(&call, PG_GETARG_BYTEA_PP(3));
	signer_check_post(&call.signer, &call.entry, &call.policy);
	check_first_signature(&call, PURPOSE_SIGNOFF);
	note_tier(&call);
	number = signature_write(&call.signer, &call.entry, &call.state, PURPOSE_SIGNOFF, meaning);
	save(&call, "signed", NULL);
	evidence_close(call.session);
	PG_RETURN_INT64(number);
}

/* withdraw_signature(target, key, reason) */
Datum
sr_withdraw_signature(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"target", "key", "reason"};
	char	   *reason;
	Call		call;
	int64		number;

	check_arguments(fcinfo, names);
	reason = given_words(PG_GETARG_TEXT_PP(2), "reason");
	call = begin_as_signer(fcinfo);
	if (stage_now(&call) == STAGE_FINAL)
		not_in_state(call.protection, "is final, and its signatures with it",
					 "surgical_registry.amend_entry() opens a new revision.");
	number = signature_standing(&call.signer, &call.entry, &call.state, PURPOSE_SIGNOFF);
	if (number == 0)
		not_in_state(call.protection, "has no standing signature of yours",
					 "A signature over content that has changed since no longer counts, and need not be withdrawn.");
	signature_withdraw(&call.signer, &call.entry, number, reason);
	save(&call, "withdrawn", reason);
	evidence_close(call.session);
	PG_RETURN_VOID();
}

/* finalise_entry(target, key) */
Datum
sr_finalise_entry(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"target", "key"};
	Call		call;

	check_arguments(fcinfo, names);
	call = begin(fcinfo);
	entry_ask(&call.named, PERMIT_NOTHING, STAGE_FINAL);
	PG_RETURN_VOID();
}

static void
check_may_amend(Call *call)
{
	Policy		policy = policy_pinned(&call->entry, &call->state);

	signer_identify(&call->signer, call->protection);
	signer_check_post(&call->signer, &call->entry, &policy);
}

/* An amendment of what was governed is a consultant's; of other entries, an editor's. */
static void
open_revision(Call *call, const char *reason)
{
	if (stage_now(call) != STAGE_FINAL)
		not_in_state(call->protection, "is not final and needs no amendment",
					 "Change it by UPDATE.");
	call->state.governed = call->state.exists ? call->state.governed : is_governed(call);
	call->state.final_revision = call->state.revision;
	call->state.stage = STAGE_SUBMITTED;
	call->state.predates_policy = false;
	entry_state_pin(&call->entry, &call->state);
	if (call->state.governed)
		check_may_amend(call);
	call->state.revision++;
	call->state.digest = digest_of(entry_state_payload(&call->entry, &call->state));
	save(call, "amended", reason);
}

/* amend_entry(target, key, reason) */
Datum
sr_amend_entry(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"target", "key", "reason"};
	char	   *reason;
	Call		call;

	check_arguments(fcinfo, names);
	signer_check_direct();
	reason = given_words(PG_GETARG_TEXT_PP(2), "reason");
	call = begin(fcinfo);
	lock_entry(&call);
	open_revision(&call, reason);
	evidence_close(call.session);
	if (call.protection->status >= 0)
		entry_ask(&call.named, PERMIT_AMENDMENT, STAGE_SUBMITTED);
	PG_RETURN_VOID();
}

/* Signs for the other tier; true once enough consultants have. */
static bool
sign_for_tier(Call *call, int tier, const char *reason)
{
	char	   *purpose = psprintf("retier to %s", ruleset_tier_names[tier]);

	if (stage_now(call) == STAGE_FINAL)
		refuse_final(call->protection);
	signer_check_post(&call->signer, &call->entry, &call->policy);
	check_first_signature(call, purpose);
	signature_write(&call->signer, &call->entry, &call->state, purpose, reason);
	save(call, purpose, reason);
	return consultants_who_signed(&call->entry, &call->state, purpose) >= call->policy.min_consultants;
}

/* retier_entry(target, key, tier, reason) -> is it done? */
Datum
sr_retier_entry(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"target", "key", "tier", "reason"};
	char	   *reason;
	int			tier;
	bool		done = true;
	Call		call;

	check_arguments(fcinfo, names);
	tier = tier_of_name(OidOutputFunctionCall(F_ENUM_OUT, PG_GETARG_DATUM(2)));
	reason = given_words(PG_GETARG_TEXT_PP(3), "reason");
	call = begin_as_signer(fcinfo);
	if (call.protection->tier < 0)
		not_in_state(call.protection, "has no tier column", "Its tier comes from the ruleset.");
	if (call.state.highest_tier >= call.policy.tier && tier < call.policy.tier)
		done = sign_for_tier(&call, tier, reason);
	evidence_close(call.session);
	if (done)
		entry_update(&call.named, PERMIT_RETIER, call.protection->tier, ruleset_tier_names[tier]);
	PG_RETURN_BOOL(done);
}

/* declare_emergency(target, key, reason) */
Datum
sr_declare_emergency(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"target", "key", "reason"};
	char	   *reason;
	Call		call;

	check_arguments(fcinfo, names);
	reason = given_words(PG_GETARG_TEXT_PP(2), "reason");
	call = begin_as_signer(fcinfo);
	check_may_be_emergency(&call);
	signer_check_post(&call.signer, &call.entry, &call.policy);
	note_tier(&call);
	signature_write(&call.signer, &call.entry, &call.state, PURPOSE_EMERGENCY, reason);
	save(&call, "emergency", reason);
	evidence_close(call.session);
	entry_ask(&call.named, PERMIT_EMERGENCY, STAGE_PROVISIONAL);
	PG_RETURN_VOID();
}
