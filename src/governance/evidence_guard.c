/*
 * evidence_guard.c
 *	  Triggers on the tables of evidence.
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "utils/builtins.h"
#include "utils/rel.h"

#include "arguments.h"
#include "governance/evidence.h"
#include "governance/protection.h"

SR_FUNCTION(sr_keep_evidence);
SR_FUNCTION(sr_refuse_truncate);

static TriggerData *
called_as_trigger(FunctionCallInfo fcinfo, const char *name)
{
	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" was not called by trigger manager", name)));
	return (TriggerData *) fcinfo->context;
}

static const char *
verb(TriggerEvent event)
{
	return TRIGGER_FIRED_BY_INSERT(event) ? "inserted" : TRIGGER_FIRED_BY_UPDATE(event) ? "changed" : "deleted";
}

/* How rows of a table come and go; "ours" is what functions of this extension may do besides. */
typedef struct Keeping
{
	bool		insert;
	bool		delete;
	bool		ours_insert;
	bool		ours_update;
	const char *hint;
} Keeping;

static Keeping
read_keeping(const Trigger *trigger)
{
	static const char *const words[] = {"append", "written", "erasable", "state", NULL};
	static const Keeping keepings[] = {
		{true, false, true, false, "Rows are only added: add one that takes the place of the old."},
		{false, false, true, false, "It is written by surgical_registry.sign_entry() and its kin alone."},
		{false, true, true, false, "It is written by surgical_registry.sign_entry() alone; rows may only be erased."},
		{false, false, true, true, "It is written by the guard and the functions of surgical_registry alone."},
	};

	if (trigger->tgnargs != 1)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("function \"%s\" takes one argument", "keep_evidence")));
	return keepings[sr_keyword(cstring_to_text(trigger->tgargs[0]), words, "way of keeping evidence")];
}

static bool
is_allowed(const Keeping *keeping, TriggerEvent event)
{
	if (TRIGGER_FIRED_BY_INSERT(event))
		return keeping->insert || (keeping->ours_insert && evidence_is_ours());
	if (TRIGGER_FIRED_BY_UPDATE(event))
		return keeping->ours_update && evidence_is_ours();
	return keeping->delete;
}

/* BEFORE INSERT OR UPDATE OR DELETE, FOR EACH ROW; the argument is the way of keeping. */
Datum
sr_keep_evidence(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = called_as_trigger(fcinfo, "keep_evidence");
	Keeping		keeping = read_keeping(trigger->tg_trigger);

	if (!is_allowed(&keeping, trigger->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("row of \"%s\" cannot be %s", RelationGetRelationName(trigger->tg_relation),
						verb(trigger->tg_event)),
				 errhint("%s", keeping.hint)));
	return PointerGetDatum(TRIGGER_FIRED_BY_UPDATE(trigger->tg_event) ? trigger->tg_newtuple : trigger->tg_trigtuple);
}

/* BEFORE TRUNCATE: of its own, since a row trigger never sees it. */
Datum
sr_refuse_truncate(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = called_as_trigger(fcinfo, "refuse_truncate");

	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("table \"%s\" cannot be truncated", RelationGetRelationName(trigger->tg_relation)),
			 errhint("It holds or is under sign-off; only drafts can be deleted, by DELETE.")));
}
