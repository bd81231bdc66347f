/*
 * protection.c
 *	  What protect() was told of a table, resolved and kept for each session.
 */
#include "governance/protection.h"

#include "access/genam.h"
#include "access/relation.h"
#include "access/table.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "parser/parse_func.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "governance/canonical.h"

const char *const stage_names[STAGE_UNKNOWN + 1] = {"draft", "submitted", "provisional", "final", NULL};

static const char *const evidence_tables[EVIDENCE_TABLES] = {
	"protected_table", "entry_state", "signature", "signature_withdrawal", "signed_content",
	"audit", "consultant", "consultant_post", "login_binding", "signoff_policy"
};

static HTAB *protections = NULL;

static bool
rests_on(const Protection *protection, Oid relation)
{
	if (relation == InvalidOid || relation == protection->guard.relation || relation == protection->root)
		return true;
	for (int i = 0; i < EVIDENCE_TABLES; i++)
		if (relation == protection->tables[i])
			return true;
	return false;
}

/* One transaction may still use what another has made out of date: mark only. */
static void
forget(Datum argument, Oid relation)
{
	HASH_SEQ_STATUS scan;
	Protection *protection;

	(void) argument;
	hash_seq_init(&scan, protections);
	while ((protection = hash_seq_search(&scan)) != NULL)
		if (rests_on(protection, relation))
		{
			protection->valid = false;
			protection->changes++;
		}
}

static void
start(void)
{
	HASHCTL		control = {.keysize = sizeof(ProtectionKey), .entrysize = sizeof(Protection)};

	protections = hash_create("surgical_registry protections", 16, &control, HASH_ELEM | HASH_BLOBS);
	CacheRegisterRelcacheCallback(forget, (Datum) 0);
}

void
protections_changed(Oid schema)
{
	Oid			table = get_relname_relid("protected_table", schema);

	if (OidIsValid(table))
		CacheInvalidateRelcacheByRelid(table);
}

static void
unprotected(Relation relation, const char *why)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table \"%s\" is not protected: %s", RelationGetRelationName(relation), why),
			 errhint("The table's owner calls surgical_registry.protect(); surgical_registry.check_install() lists what is missing.")));
}

static int
column_place(Protection *protection, Relation relation, const char *name)
{
	for (int i = 0; i < protection->count; i++)
		if (strcmp(protection->columns[i].name, name) == 0)
			return i;
	{
		AttrNumber	number = get_attnum(RelationGetRelid(relation), name);
		ProtectedColumn *column = &protection->columns[protection->count];
		Form_pg_attribute attribute;
		bool		varlena;

		if (number <= 0)
		{
			protection->gone = pstrdup(name);
			return -1;
		}
		attribute = TupleDescAttr(RelationGetDescr(relation), number - 1);
		column->name = pstrdup(name);
		column->number = number;
		column->type = attribute->atttypid;
		column->typmod = attribute->atttypmod;
		column->length = attribute->attlen;
		column->by_value = attribute->attbyval;
		column->type_name = canonical_type_name(column->type);
		column->is_text = getBaseType(column->type) == TEXTOID || getBaseType(column->type) == VARCHAROID;
		column->is_padded = getBaseType(column->type) == BPCHAROID;
		getTypeOutputInfo(column->type, &column->output, &varlena);
	}
	return protection->count++;
}

static int
optional_place(Protection *protection, Relation relation, int result)
{
	char	   *name = result_text(result, CurrentMemoryContext);

	return name == NULL ? -1 : column_place(protection, relation, name);
}

static int
places(Protection *protection, Relation relation, int result, int **list)
{
	bool		isnull;
	Datum		array = result_of_type(result, TEXTARRAYOID, &isnull, CurrentMemoryContext);
	Datum	   *names;
	int			count;

	deconstruct_array(DatumGetArrayTypeP(array), TEXTOID, -1, false, TYPALIGN_INT, &names, NULL, &count);
	*list = palloc(sizeof(int) * count);
	for (int i = 0; i < count; i++)
		(*list)[i] = column_place(protection, relation, TextDatumGetCString(names[i]));
	return count;
}

static void
find_tier_labels(Protection *protection)
{
	Oid			type = protection->tier < 0 ? InvalidOid : protection->columns[protection->tier].type;

	for (int i = 0; i < TIER_COUNT; i++)
		protection->tier_labels[i] = !type_is_enum(type) ? InvalidOid :
			GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid,
							ObjectIdGetDatum(type), CStringGetDatum(ruleset_tier_names[i]));
}

static const EvidenceQuery load_query = {
	"SELECT p.version::pg_catalog.int4, p.identity, p.key_columns::pg_catalog.text[], p.covered_columns::pg_catalog.text[], p.operation_date, p.primary_consultant,"
	" p.second_consultant, p.provider, p.tier_column, p.status_column,"
	" (SELECT pg_catalog.min(pg_catalog.array_position('{low,moderate,high,highly_complex}'::pg_catalog.text[],"
	"   COALESCE(s.settings OPERATOR(pg_catalog.->>) 'tier', 'highly_complex'))) FROM @.signoff_policy s)"
	" FROM @.protected_table p WHERE p.target OPERATOR(pg_catalog.=) $1",
	1, {TEXTOID}
};

static bool
is_gone(int result, int place)
{
	return place < 0 && result_text(result, CurrentMemoryContext) != NULL;
}

void
protection_require_columns(const Protection *protection)
{
	if (protection->gone != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" is not protected: column \"%s\" is gone", get_rel_name(protection->root), protection->gone),
				 errhint("Give the column its name back; until then only drafts and entries below the governed tier can be written.")));
}

/* The columns come first: a place in "columns" is what the rest refers to. */
static void
read_columns(Protection *protection, Relation relation)
{
	protection->gone = NULL;
	protection->columns = palloc0(sizeof(ProtectedColumn) * (RelationGetNumberOfAttributes(relation) + 1));
	protection->count = 0;
	protection->keys = places(protection, relation, 3, &protection->key);
	protection->covered = places(protection, relation, 4, &protection->cover);
	protection->operation_date = optional_place(protection, relation, 5);
	protection->primary_consultant = optional_place(protection, relation, 6);
	protection->second_consultant = optional_place(protection, relation, 7);
	protection->provider = optional_place(protection, relation, 8);
	protection->tier = optional_place(protection, relation, 9);
	protection->status = optional_place(protection, relation, 10);
	find_tier_labels(protection);
	if (protection->gone != NULL && (is_gone(9, protection->tier) || is_gone(10, protection->status)))
		protection_require_columns(protection);
}

/* Whoever may create in the schema could put a table of his own in place of one. */
static Oid
owner_of_kind(Oid relation, const char *kinds)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relation));
	Oid			owner = InvalidOid;

	if (!HeapTupleIsValid(tuple))
		return owner;
	if (strchr(kinds, ((Form_pg_class) GETSTRUCT(tuple))->relkind) != NULL)
		owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

static void
find_evidence(Protection *protection, Relation relation)
{
	List	   *ancestors = get_partition_ancestors(RelationGetRelid(relation));

	protection->root = ancestors == NIL ? RelationGetRelid(relation) : llast_oid(ancestors);
	protection->evidence.schema = get_rel_namespace(protection->root);
	protection->evidence.owner = owner_of_kind(protection->root, "rp");
	if (!OidIsValid(protection->evidence.owner))
		unprotected(relation, "it is not an ordinary table");
	for (int i = 0; i < EVIDENCE_TABLES; i++)
	{
		protection->tables[i] = get_relname_relid(evidence_tables[i], protection->evidence.schema);
		if (!OidIsValid(protection->tables[i]))
			unprotected(relation, "its evidence tables are gone");
		if (owner_of_kind(protection->tables[i], "r") != protection->evidence.owner)
			unprotected(relation, psprintf("\"%s\" is no table of the same owner", evidence_tables[i]));
	}
}

static Oid
guard_function(void)
{
	return LookupFuncName(list_make2(makeString("surgical_registry"), makeString("guard_entry")), 0, NULL, false);
}

/* The argument of the one guard that a table may have. */
static const char *
target_of(Relation relation)
{
	Oid			guard = guard_function();
	const char *target = NULL;

	for (int i = 0; relation->trigdesc != NULL && i < relation->trigdesc->numtriggers; i++)
	{
		Trigger    *trigger = &relation->trigdesc->triggers[i];

		if (trigger->tgfoid != guard || trigger->tgnargs != 1)
			continue;
		if (target != NULL)
			unprotected(relation, "it has more than one guard");
		target = trigger->tgargs[0];
	}
	if (target == NULL)
		unprotected(relation, "it has no guard");
	return target;
}

static Oid
root_of(Oid relation)
{
	List	   *ancestors = get_rel_relispartition(relation) ? get_partition_ancestors(relation) : NIL;

	return ancestors == NIL ? relation : llast_oid(ancestors);
}

/* Has this trigger the argument that a guard of the target has? */
static bool
guards_target(HeapTuple tuple, TupleDesc descriptor, const char *target)
{
	bool		isnull;
	Datum		value = heap_getattr(tuple, Anum_pg_trigger_tgargs, descriptor, &isnull);
	bytea	   *arguments = DatumGetByteaPP(value);

	return VARSIZE_ANY_EXHDR(arguments) == strlen(target) + 1 &&
		memcmp(VARDATA_ANY(arguments), target, strlen(target) + 1) == 0;
}

/* Is there another table of the schema whose guard names the same target? */
static bool
is_named_twice(const Protection *protection, const char *target)
{
	Oid			guard = guard_function();
	Relation	triggers = table_open(TriggerRelationId, AccessShareLock);
	SysScanDesc scan = systable_beginscan(triggers, InvalidOid, false, NULL, 0, NULL);
	HeapTuple	tuple;
	bool		twice = false;

	while (!twice && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_trigger trigger = (Form_pg_trigger) GETSTRUCT(tuple);

		twice = trigger->tgfoid == guard && root_of(trigger->tgrelid) != protection->root &&
			get_rel_namespace(trigger->tgrelid) == protection->evidence.schema &&
			guards_target(tuple, RelationGetDescr(triggers), target);
	}
	systable_endscan(scan);
	table_close(triggers, AccessShareLock);
	return twice;
}

/*
 * A target is one table, by its name; after a rename, by being alone with it.
 * TRIGGER on some other table is thus not enough to be judged by its rules.
 */
static void
check_target(const Protection *protection, Relation relation, const char *target)
{
	if (strcmp(target_of(relation), target) != 0)
		unprotected(relation, "it has another guard");
	if (strcmp(get_rel_name(protection->root), target) == 0)
		return;
	if (OidIsValid(get_relname_relid(target, protection->evidence.schema)) || is_named_twice(protection, target))
		unprotected(relation, psprintf("\"%s\" is another table", target));
}

static void
read_protection(Protection *protection, Relation relation, const char *target)
{
	MemoryContext old;
	Datum		name = CStringGetTextDatum(target);

	if (evidence_read(&protection->evidence, &load_query, &name, NULL) != 1)
		unprotected(relation, psprintf("\"%s\" is not in protected_table", target));
	old = MemoryContextSwitchTo(protection->memory);
	protection->target = pstrdup(target);
	protection->version = result_int(1, 0);
	protection->identity = result_text(2, CurrentMemoryContext);
	protection->governed_from = result_int(11, TIER_COUNT) - 1;
	read_columns(protection, relation);
	MemoryContextSwitchTo(old);
}

/* By the latest snapshot even for one who reads: what is kept outlives the statement. */
static void
load(Protection *protection, Relation relation, const char *target)
{
	EvidenceSession session;
	bool		before;

	find_evidence(protection, relation);
	check_target(protection, relation, target);
	session = evidence_open(&protection->evidence);
	before = evidence_as_seen(false);
	PG_TRY();
	{
		read_protection(protection, relation, target);
	}
	PG_FINALLY();
	{
		evidence_as_seen(before);
	}
	PG_END_TRY();
	evidence_close(session);
}

/* Memory of the last protection lives as long as the transaction that may use it. */
static MemoryContext
fresh_memory(MemoryContext before)
{
	if (before != NULL)
		MemoryContextSetParent(before, TopTransactionContext);
	return AllocSetContextCreate(CacheMemoryContext, "surgical_registry protection", ALLOCSET_SMALL_SIZES);
}

static Protection *
kept_protection(Relation relation, const char *target)
{
	ProtectionKey key;
	Protection *protection;
	bool		found;

	if (protections == NULL)
		start();
	memset(&key, 0, sizeof(key));
	key.relation = RelationGetRelid(relation);
	if (strlen(target) >= NAMEDATALEN)
		unprotected(relation, psprintf("\"%s\" is not in protected_table", target));
	strcpy(key.target, target);
	protection = hash_search(protections, &key, HASH_ENTER, &found);
	if (!found)
	{
		memset(protection, 0, sizeof(Protection));
		protection->guard = key;
	}
	return protection;
}

/* What becomes out of date while it is read is read again the next time. */
const Protection *
protection_of(Relation relation, const char *target)
{
	Protection *protection = kept_protection(relation, target);
	uint32		changes = protection->changes;

	if (protection->valid)
		return protection;
	protection->memory = fresh_memory(protection->memory);
	load(protection, relation, target);
	protection->valid = protection->changes == changes;
	return protection;
}

const Protection *
protection_of_table(Oid table)
{
	Relation	relation = relation_open(table, AccessShareLock);
	const Protection *protection = protection_of(relation, target_of(relation));

	protection_require_columns(protection);
	relation_close(relation, NoLock);
	return protection;
}

static int
index_of(const char *const *names, int count, const char *word, size_t length)
{
	for (int i = 0; i < count; i++)
		if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0)
			return i;
	return count;
}

int
tier_of_name(const char *name)
{
	int			tier = name == NULL ? TIER_COUNT : index_of(ruleset_tier_names, TIER_COUNT, name, strlen(name));

	return tier == TIER_COUNT ? TIER_UNCLASSIFIED : tier;
}

EntryStage
stage_of_name(const char *name)
{
	return (EntryStage) index_of(stage_names, STAGE_UNKNOWN, name, strlen(name));
}

/* The place of a value among names, whatever its type. */
static int
index_of_datum(const ProtectedColumn *column, Datum value, const char *const *names, int count)
{
	char	   *word;

	if (column->is_text || column->is_padded)
	{
		text	   *packed = DatumGetTextPP(value);
		int			length = VARSIZE_ANY_EXHDR(packed);

		return index_of(names, count, VARDATA_ANY(packed),
						column->is_padded ? bpchartruelen(VARDATA_ANY(packed), length) : length);
	}
	word = OidOutputFunctionCall(column->output, value);
	return index_of(names, count, word, strlen(word));
}

int
tier_of_datum(const Protection *protection, Datum value, bool isnull)
{
	int			tier = TIER_COUNT;

	if (isnull)
		return TIER_UNCLASSIFIED;
	if (OidIsValid(protection->tier_labels[TIER_HIGHEST]))
	{
		for (tier = 0; tier < TIER_COUNT; tier++)
			if (protection->tier_labels[tier] == DatumGetObjectId(value))
				break;
	}
	else
		tier = index_of_datum(&protection->columns[protection->tier], value, ruleset_tier_names, TIER_COUNT);
	return tier == TIER_COUNT ? TIER_UNCLASSIFIED : tier;
}

EntryStage
stage_of_datum(const Protection *protection, Datum value, bool isnull)
{
	if (isnull)
		return STAGE_DRAFT;
	return (EntryStage) index_of_datum(&protection->columns[protection->status], value,
									   stage_names, STAGE_UNKNOWN);
}

int
entry_tier(const Entry *entry)
{
	int			place = entry->protection->tier;

	return place < 0 ? TIER_UNCLASSIFIED :
		tier_of_datum(entry->protection, entry->values[place], entry->nulls[place]);
}

EntryStage
entry_stage(const Entry *entry)
{
	int			place = entry->protection->status;

	return place < 0 ? STAGE_DRAFT :
		stage_of_datum(entry->protection, entry->values[place], entry->nulls[place]);
}
