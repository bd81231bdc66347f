/*
 * policy.c
 *	  The sign-off policy of an entry, and what is still missing under it.
 */
#include "governance/policy.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/timestamp.h"

/* The day, by the server's clock and not by the session's time zone or transaction. */
#define TODAY "pg_catalog.timezone('UTC', pg_catalog.clock_timestamp())::pg_catalog.date"

#define SETTING(name) "(settings OPERATOR(pg_catalog.->>) '" name "')"

#define POLICY_COLUMNS \
	"SELECT version, COALESCE(" SETTING("tier") ", 'highly_complex')," \
	" COALESCE(" SETTING("min_consultants") "::pg_catalog.numeric::pg_catalog.int4, 2)," \
	" COALESCE(" SETTING("primary_must_sign") "::pg_catalog.bool, true)," \
	" COALESCE(" SETTING("other_than_primary") "::pg_catalog.bool, true)," \
	" COALESCE(" SETTING("second_must_sign") "::pg_catalog.bool, false)," \
	" COALESCE(" SETTING("outside_provider") "::pg_catalog.bool, false)," \
	" COALESCE(" SETTING("emergency_hours") "::pg_catalog.numeric::pg_catalog.int4, 72)" \
	" FROM ONLY @.signoff_policy WHERE "

static const EvidenceQuery in_force_query = {
	POLICY_COLUMNS "effective_from OPERATOR(pg_catalog.<=) $1 ORDER BY effective_from DESC LIMIT 1",
	1, {DATEOID}
};

static const EvidenceQuery first_query = {POLICY_COLUMNS "true ORDER BY effective_from LIMIT 1", 0, {0}};

static const EvidenceQuery pinned_query = {
	POLICY_COLUMNS "version OPERATOR(pg_catalog.=) $1",
	1, {INT4OID}
};

/* A post of g.gmc_number that may sign on a day, by policy $1, or by the defaults without one. */
#define POST_ON(day) \
	"EXISTS (SELECT FROM ONLY @.consultant_post p, (SELECT COALESCE((SELECT settings FROM ONLY @.signoff_policy" \
	"   WHERE version OPERATOR(pg_catalog.=) $1), '{}') AS settings) s" \
	" WHERE p.gmc_number OPERATOR(pg_catalog.=) g.gmc_number" \
	" AND p.valid OPERATOR(pg_catalog.@>) " day \
	" AND COALESCE(settings OPERATOR(pg_catalog.->) 'post_kinds', '[\"consultant\"]') OPERATOR(pg_catalog.?) p.kind" \
	" AND (NOT settings OPERATOR(pg_catalog.?) 'specialties'" \
	"   OR (settings OPERATOR(pg_catalog.->) 'specialties') OPERATOR(pg_catalog.?) COALESCE(p.specialty, '')))"

#define ALLOWS_FORMER \
	"EXISTS (SELECT FROM ONLY @.signoff_policy WHERE version OPERATOR(pg_catalog.=) $1" \
	" AND " SETTING("allow_former") "::pg_catalog.bool)"

static const EvidenceQuery post_query = {
	"SELECT " POST_ON("COALESCE($3, " TODAY ")") " AND (" POST_ON(TODAY) " OR " ALLOWS_FORMER ")"
	" FROM (SELECT $2 AS gmc_number) g",
	3, {INT4OID, TEXTOID, DATEOID}
};

/* Both operators' and the provider's columns may be NULL. */
static const EvidenceQuery standing_query = {
	"SELECT pg_catalog.count(DISTINCT g.gmc_number)::pg_catalog.int4,"
	" COALESCE(pg_catalog.bool_or(g.gmc_number OPERATOR(pg_catalog.=) $8), false),"
	" COALESCE(pg_catalog.bool_or(g.gmc_number OPERATOR(pg_catalog.<>) COALESCE($8, '')), false),"
	" COALESCE(pg_catalog.bool_or(g.gmc_number OPERATOR(pg_catalog.=) $9), false),"
	" COALESCE(pg_catalog.bool_or(NOT EXISTS (SELECT FROM ONLY @.consultant_post p"
	"   WHERE p.gmc_number OPERATOR(pg_catalog.=) g.gmc_number AND p.valid OPERATOR(pg_catalog.@>) $2"
	"   AND p.organisation_code OPERATOR(pg_catalog.=) $10)), false)"
	" FROM ONLY @.signature g WHERE g.target OPERATOR(pg_catalog.=) $3 AND g.entry_key OPERATOR(pg_catalog.=) $4"
	" AND g.revision OPERATOR(pg_catalog.=) $5 AND g.content_digest OPERATOR(pg_catalog.=) $6"
	" AND g.purpose OPERATOR(pg_catalog.=) $7"
	" AND NOT EXISTS (SELECT FROM ONLY @.signature_withdrawal w WHERE w.signature_id OPERATOR(pg_catalog.=) g.signature_id)"
	" AND " POST_ON("$2")
	" AND (" POST_ON("pg_catalog.timezone('UTC', g.signed_at)::pg_catalog.date") " OR " ALLOWS_FORMER ")",
	10, {INT4OID, DATEOID, TEXTOID, TEXTARRAYOID, INT4OID, BYTEAOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID}
};

/* Had a post on the day of operation and has none today. */
static const EvidenceQuery left_query = {
	"SELECT EXISTS (SELECT FROM ONLY @.consultant_post WHERE gmc_number OPERATOR(pg_catalog.=) $1 AND valid OPERATOR(pg_catalog.@>) $2)"
	" AND NOT EXISTS (SELECT FROM ONLY @.consultant_post WHERE gmc_number OPERATOR(pg_catalog.=) $1 AND valid OPERATOR(pg_catalog.@>) " TODAY ")",
	2, {TEXTOID, DATEOID}
};

char *
entry_text(const Entry *entry, int place)
{
	if (place < 0 || entry->nulls[place])
		return NULL;
	return OidOutputFunctionCall(entry->protection->columns[place].output, entry->values[place]);
}

static bool
operation_date(const Entry *entry, Datum *date)
{
	int			place = entry->protection->operation_date;

	*date = entry->values[place];
	return !entry->nulls[place];
}

/* East of Greenwich, and in its summer, the day begins before that of UTC. */
bool
operation_is_to_come(const Entry *entry)
{
	Datum		date;
	int64		now = GetCurrentTimestamp();
	int64		days = now / USECS_PER_DAY - (now % USECS_PER_DAY < 0 ? 1 : 0);

	return operation_date(entry, &date) && DatumGetDateADT(date) > days + 1;
}

bool
operation_has_taken_place(const Entry *entry)
{
	Datum		date;

	return operation_date(entry, &date) && !operation_is_to_come(entry);
}

static Policy
read_policy(const Entry *entry, uint64 rows)
{
	Policy		policy = {.tier = entry->protection->governed_from, .min_consultants = 2, .emergency_hours = 72};

	if (rows == 0)
		return policy;
	policy.version = result_int(1, 0);
	policy.tier = tier_of_name(result_text(2, CurrentMemoryContext));
	policy.min_consultants = result_int(3, 2);
	policy.primary_must_sign = result_bool(4);
	policy.other_than_primary = result_bool(5);
	policy.second_must_sign = result_bool(6);
	policy.outside_provider = result_bool(7);
	policy.emergency_hours = result_int(8, 72);
	return policy;
}

Policy
policy_in_force(const Entry *entry)
{
	Datum		date;

	if (!operation_date(entry, &date))
		return read_policy(entry, 0);
	return read_policy(entry, evidence_read(&entry->protection->evidence, &in_force_query, &date, NULL));
}

Policy
policy_first(const Entry *entry)
{
	return read_policy(entry, evidence_read(&entry->protection->evidence, &first_query, NULL, NULL));
}

Policy
policy_pinned(const Entry *entry, const EntryState *state)
{
	Datum		version = Int32GetDatum(state->policy);

	return read_policy(entry, evidence_read(&entry->protection->evidence, &pinned_query, &version, NULL));
}

bool
post_may_sign(const Entry *entry, const Policy *policy, const char *gmc_number)
{
	Datum		values[3] = {Int32GetDatum(policy->version), CStringGetTextDatum(gmc_number)};
	bool		dated = operation_date(entry, &values[2]);

	evidence_read(&entry->protection->evidence, &post_query, values, dated ? "   " : "  n");
	return result_bool(1);
}

/* Counts the standing signatures for a purpose; leaves the answers in SPI_tuptable. */
static int
count_standing(const Entry *entry, const EntryState *state, const char *purpose)
{
	const Protection *protection = entry->protection;
	int			places[3] = {protection->primary_consultant, protection->second_consultant, protection->provider};
	Datum		values[10] = {
		Int32GetDatum(state->policy), (Datum) 0,
		CStringGetTextDatum(protection->target), PointerGetDatum(entry->key),
		Int32GetDatum(state->revision), PointerGetDatum(state->digest), CStringGetTextDatum(purpose)
	};
	char		nulls[] = "          ";

	if (!operation_date(entry, &values[1]))
		nulls[1] = 'n';
	for (int i = 0; i < 3; i++)
	{
		char	   *text = entry_text(entry, places[i]);

		nulls[7 + i] = text == NULL ? 'n' : ' ';
		values[7 + i] = text == NULL ? (Datum) 0 : CStringGetTextDatum(text);
	}
	evidence_read(&protection->evidence, &standing_query, values, nulls);
	return result_int(1, 0);
}

int
consultants_who_signed(const Entry *entry, const EntryState *state, const char *purpose)
{
	return count_standing(entry, state, purpose);
}

static bool
primary_has_left(const Entry *entry)
{
	char	   *primary = entry_text(entry, entry->protection->primary_consultant);
	Datum		values[2];

	if (primary == NULL || !operation_date(entry, &values[1]))
		return false;
	values[0] = CStringGetTextDatum(primary);
	evidence_read(&entry->protection->evidence, &left_query, values, NULL);
	return result_bool(1);
}

static void
want(Quorum *quorum, bool wanted, const char *what)
{
	if (wanted)
		quorum->missing = lappend(quorum->missing, pstrdup(what));
}

static void
want_what_is_recorded(Quorum *quorum, const Entry *entry, const Policy *policy)
{
	Datum		date;
	bool		dated = operation_date(entry, &date);

	want(quorum, !dated, "an operation date");
	want(quorum, dated && !operation_has_taken_place(entry), "an operation date that is not in the future");
	want(quorum, dated && policy->version == 0, "a sign-off policy in force on the operation date");
	want(quorum, policy->primary_must_sign &&
		 entry->nulls[entry->protection->primary_consultant], "a primary operator");
}

Quorum
quorum_of(const Entry *entry, const EntryState *state, const Policy *policy)
{
	Quorum		quorum = {.signatures = count_standing(entry, state, PURPOSE_SIGNOFF)};
	bool		primary = result_bool(2);
	bool		other = result_bool(3);
	bool		second = result_bool(4);
	bool		outside = result_bool(5);

	want_what_is_recorded(&quorum, entry, policy);
	want(&quorum, quorum.signatures < policy->min_consultants,
		 psprintf("signatures of %d consultants (%d so far)", policy->min_consultants, quorum.signatures));
	want(&quorum, policy->primary_must_sign && !primary && !primary_has_left(entry),
		 "the signature of the primary operator");
	want(&quorum, policy->other_than_primary && !other,
		 "the signature of a consultant other than the primary operator");
	want(&quorum, policy->second_must_sign && !second &&
		 entry_text(entry, entry->protection->second_consultant) != NULL,
		 "the signature of the second operator");
	want(&quorum, policy->outside_provider && !outside,
		 "the signature of a consultant from another provider");
	return quorum;
}

char *
list_text(List *texts)
{
	StringInfoData list;
	ListCell   *cell;

	initStringInfo(&list);
	foreach(cell, texts)
		appendStringInfo(&list, "%s%s", list.len == 0 ? "" : ", ", (char *) lfirst(cell));
	return list.data;
}
