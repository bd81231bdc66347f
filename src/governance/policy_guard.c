/*
 * policy_guard.c
 *	  A sign-off policy that cannot be read is refused when it is written.
 */
#include "compat.h"

#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"
#include "utils/rel.h"

#include "arguments.h"
#include "governance/evidence.h"
#include "governance/protection.h"

SR_FUNCTION(sr_check_signoff_policy);

#define MOST_CONSULTANTS	10
#define MOST_HOURS			8760

static const char *const setting_names[] = {
	"min_consultants", "emergency_hours", "primary_must_sign", "other_than_primary", "second_must_sign",
	"outside_provider", "allow_former", "tier", "specialties", "post_kinds", NULL
};

enum
{
	MIN_CONSULTANTS,
	EMERGENCY_HOURS,
	FIRST_FLAG,
	LAST_FLAG = 6,
	TIER,
	FIRST_LIST
};

static void
bad_setting(int setting, const char *wanted)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("setting \"%s\" of a sign-off policy must be %s", setting_names[setting], wanted)));
}

static void
check_whole(int setting, const JsonbValue *value, int64 most)
{
	bool		fits = value->type == jbvNumeric;

	if (fits)
	{
		Datum		number = NumericGetDatum(value->val.numeric);
		Datum		whole = DirectFunctionCall2(numeric_trunc, number, Int32GetDatum(0));
		Datum		low = DirectFunctionCall1(int4_numeric, Int32GetDatum(1));
		Datum		high = DirectFunctionCall1(int4_numeric, Int32GetDatum((int32) most));

		fits = DatumGetBool(DirectFunctionCall2(numeric_eq, number, whole)) &&
			DatumGetBool(DirectFunctionCall2(numeric_ge, number, low)) &&
			DatumGetBool(DirectFunctionCall2(numeric_le, number, high));
	}
	if (!fits)
		bad_setting(setting, psprintf("a whole number from 1 to " INT64_FORMAT, most));
}

static void
check_list(int setting, JsonbValue *value)
{
	JsonbIterator *iterator;
	JsonbValue	element;
	JsonbIteratorToken token;

	if (value->type != jbvBinary || !JsonContainerIsArray(value->val.binary.data) ||
		JsonContainerSize(value->val.binary.data) == 0)
		bad_setting(setting, "a list of texts");
	iterator = JsonbIteratorInit(value->val.binary.data);
	while ((token = JsonbIteratorNext(&iterator, &element, true)) != WJB_DONE)
		if (token == WJB_ELEM && element.type != jbvString)
			bad_setting(setting, "a list of texts");
}

static void
check_setting(int setting, JsonbValue *value)
{
	if (setting == MIN_CONSULTANTS || setting == EMERGENCY_HOURS)
		check_whole(setting, value, setting == MIN_CONSULTANTS ? MOST_CONSULTANTS : MOST_HOURS);
	else if (setting <= LAST_FLAG && value->type != jbvBool)
		bad_setting(setting, "true or false");
	else if (setting == TIER && (value->type != jbvString ||
								 tier_of_name(pnstrdup(value->val.string.val, value->val.string.len)) < 0))
		bad_setting(setting, "low, moderate, high or highly_complex");
	else if (setting >= FIRST_LIST)
		check_list(setting, value);
}

static void
check_settings(Jsonb *settings)
{
	JsonbIterator *iterator = JsonbIteratorInit(&settings->root);
	JsonbIteratorToken token;
	JsonbValue	value;
	int			setting = 0;

	if (!JB_ROOT_IS_OBJECT(settings))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("settings of a sign-off policy must be an object")));
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		if (token == WJB_KEY)
			setting = sr_keyword(cstring_to_text_with_len(value.val.string.val, value.val.string.len),
								 setting_names, "setting of a sign-off policy");
		else if (token == WJB_VALUE)
			check_setting(setting, &value);
	}
}

/* A policy for days that are past only while no entry has been judged by another. */
static const EvidenceQuery order_query = {
	"SELECT EXISTS (SELECT FROM ONLY @.signoff_policy WHERE effective_from OPERATOR(pg_catalog.>=) $1)"
	" OR ($1 OPERATOR(pg_catalog.<=) pg_catalog.timezone('UTC', pg_catalog.clock_timestamp())::pg_catalog.date"
	" AND EXISTS (SELECT FROM ONLY @.entry_state WHERE policy_version IS NOT NULL))",
	1, {DATEOID}
};

static void
check_order(Relation relation, Datum effective_from)
{
	Evidence	evidence = {RelationGetNamespace(relation), relation->rd_rel->relowner};
	EvidenceSession session = evidence_open(&evidence);

	/* A submission that has looked at the policies is waited for, and one to come waits. */
	LockRelationOid(get_relname_relid("entry_state", evidence.schema), ShareLock);
	evidence_read(&evidence, &order_query, &effective_from, NULL);
	if (result_bool(1))
		ereport(ERROR,
				(errcode(ERRCODE_CHECK_VIOLATION),
				 errmsg("a sign-off policy cannot change the rules for days that are past"),
				 errhint("effective_from must be later than that of every other policy and, once entries have been submitted, later than today.")));
	evidence_close(session);
}

static void
broken_protocol(const char *problem)
{
	ereport(ERROR,
			(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
			 errmsg("function \"%s\" %s", "check_signoff_policy", problem)));
}

/* Whoever may create a table may put this on it: nothing is taken on trust. */
static TriggerData *
called_for_policy(FunctionCallInfo fcinfo)
{
	TriggerData *trigger = (TriggerData *) fcinfo->context;

	if (!CALLED_AS_TRIGGER(fcinfo))
		broken_protocol("was not called by trigger manager");
	if (!TRIGGER_FIRED_BEFORE(trigger->tg_event) || !TRIGGER_FIRED_FOR_ROW(trigger->tg_event) ||
		!TRIGGER_FIRED_BY_INSERT(trigger->tg_event))
		broken_protocol("must be fired BEFORE INSERT FOR EACH ROW");
	return trigger;
}

static Datum
new_value(TriggerData *trigger, const char *name, Oid type, bool *isnull)
{
	TupleDesc	descriptor = RelationGetDescr(trigger->tg_relation);
	int			number = SPI_fnumber(descriptor, name);

	if (number <= 0 || SPI_gettypeid(descriptor, number) != type)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("table \"%s\" has no column \"%s\" of type %s",
						RelationGetRelationName(trigger->tg_relation), name, format_type_be(type)),
				 errhint("check_signoff_policy is for the table signoff_policy that surgical_registry.protect() makes.")));
	return heap_getattr(trigger->tg_trigtuple, number, descriptor, isnull);
}

/* BEFORE INSERT on signoff_policy */
Datum
sr_check_signoff_policy(PG_FUNCTION_ARGS)
{
	TriggerData *trigger = called_for_policy(fcinfo);
	Datum		value;
	bool		isnull;

	value = new_value(trigger, "settings", JSONBOID, &isnull);
	if (!isnull)
		check_settings(DatumGetJsonbP(value));
	value = new_value(trigger, "effective_from", DATEOID, &isnull);
	if (!isnull)
		check_order(trigger->tg_relation, value);
	protections_changed(RelationGetNamespace(trigger->tg_relation));
	return PointerGetDatum(trigger->tg_trigtuple);
}
