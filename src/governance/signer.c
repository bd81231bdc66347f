/*
 * signer.c
 *	  Who signs, and their signatures.
 */
#include "governance/signer.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "governance/canonical.h"

static const EvidenceQuery binding_query = {
	"SELECT gmc_number FROM ONLY @.login_binding WHERE login OPERATOR(pg_catalog.=) $1 AND role_oid OPERATOR(pg_catalog.=) $2"
	" AND valid OPERATOR(pg_catalog.@>) pg_catalog.timezone('UTC', pg_catalog.clock_timestamp())::pg_catalog.date",
	2, {TEXTOID, OIDOID}
};

static const EvidenceQuery standing_query = {
	"SELECT signature_id FROM ONLY @.signature g WHERE target OPERATOR(pg_catalog.=) $1 AND entry_key OPERATOR(pg_catalog.=) $2"
	" AND revision OPERATOR(pg_catalog.=) $3 AND content_digest OPERATOR(pg_catalog.=) $4"
	" AND gmc_number OPERATOR(pg_catalog.=) $5 AND purpose OPERATOR(pg_catalog.=) $6"
	" AND NOT EXISTS (SELECT FROM ONLY @.signature_withdrawal w WHERE w.signature_id OPERATOR(pg_catalog.=) g.signature_id)",
	6, {TEXTOID, TEXTARRAYOID, INT4OID, BYTEAOID, TEXTOID, TEXTOID}
};

static const EvidenceQuery sign_query = {
	"INSERT INTO @.signature (target, entry_key, revision, content_digest, gmc_number, purpose, meaning, login, role_oid,"
	" late, signed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, pg_catalog.clock_timestamp()) RETURNING signature_id",
	10, {TEXTOID, TEXTARRAYOID, INT4OID, BYTEAOID, TEXTOID, TEXTOID, TEXTOID, TEXTOID, OIDOID, BOOLOID}
};

static const EvidenceQuery content_query = {
	"INSERT INTO @.signed_content (target, entry_key, revision, content_digest, payload) VALUES ($1, $2, $3, $4, $5)"
	" ON CONFLICT DO NOTHING",
	5, {TEXTOID, TEXTARRAYOID, INT4OID, BYTEAOID, BYTEAOID}
};

static const EvidenceQuery withdraw_query = {
	"INSERT INTO @.signature_withdrawal (signature_id, reason, login, withdrawn_at)"
	" VALUES ($1, $2, $3, pg_catalog.clock_timestamp())",
	3, {INT8OID, TEXTOID, TEXTOID}
};

Signer
signer_of_session(void)
{
	Oid			role = GetSessionUserId();

	return (Signer) {
		.role = role,
		.in_person = GetOuterUserId() == role && GetUserId() == role && GetAuthenticatedUserId() == role,
		.login = GetUserNameFromId(role, false)
	};
}

/* Whoever may put a trigger on a table would otherwise act as everybody who writes to it. */
void
signer_check_direct(void)
{
	if (DatumGetInt32(OidFunctionCall0(F_PG_TRIGGER_DEPTH)) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("signatures and amendments cannot come from inside a trigger"),
				 errhint("The person calls the function, in a statement that fires no trigger around it.")));
}

void
signer_check_person(const Signer *signer)
{
	signer_check_direct();
	if (!signer->in_person)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("a signature is given by the login of the session, and by nobody in its place"),
				 errhint("Log in as the person who signs, without SET ROLE, SET SESSION AUTHORIZATION or a security definer function.")));
}

void
signer_identify(Signer *signer, const Protection *protection)
{
	Datum		values[2] = {CStringGetTextDatum(signer->login), ObjectIdGetDatum(signer->role)};

	signer_check_person(signer);
	if (evidence_read(&protection->evidence, &binding_query, values, NULL) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("login \"%s\" is bound to no consultant today", signer->login),
				 errhint("The registry's operator adds the login, its oid and the GMC number to \"%s\".login_binding.",
						 get_namespace_name(protection->evidence.schema))));
	signer->gmc_number = result_text(1, CurrentMemoryContext);
}

void
signer_check_post(const Signer *signer, const Entry *entry, const Policy *policy)
{
	if (!post_may_sign(entry, policy, signer->gmc_number))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("consultant %s holds no post that may sign for this operation", signer->gmc_number),
				 errhint("The policy wants a post on the operation date and today. The registry's operator corrects \"%s\".consultant_post.",
						 get_namespace_name(entry->protection->evidence.schema))));
}

int64
signature_standing(const Signer *signer, const Entry *entry, const EntryState *state, const char *purpose)
{
	Datum		values[6] = {
		CStringGetTextDatum(entry->protection->target), PointerGetDatum(entry->key),
		Int32GetDatum(state->revision), PointerGetDatum(state->digest),
		CStringGetTextDatum(signer->gmc_number), CStringGetTextDatum(purpose)
	};
	bool		isnull;

	if (evidence_read(&entry->protection->evidence, &standing_query, values, NULL) == 0)
		return 0;
	return DatumGetInt64(result_datum(1, &isnull, CurrentMemoryContext));
}

static void
write_content(const Entry *entry, const EntryState *state)
{
	Datum		values[5] = {
		CStringGetTextDatum(entry->protection->target), PointerGetDatum(entry->key),
		Int32GetDatum(state->revision), PointerGetDatum(state->digest),
		PointerGetDatum(entry_state_payload(entry, state))
	};

	evidence_write(&entry->protection->evidence, &content_query, values, NULL);
}

int64
signature_write(const Signer *signer, const Entry *entry, const EntryState *state,
				const char *purpose, const char *meaning)
{
	Datum		values[10] = {
		CStringGetTextDatum(entry->protection->target), PointerGetDatum(entry->key),
		Int32GetDatum(state->revision), PointerGetDatum(state->digest),
		CStringGetTextDatum(signer->gmc_number), CStringGetTextDatum(purpose), CStringGetTextDatum(meaning),
		CStringGetTextDatum(signer->login), ObjectIdGetDatum(signer->role),
		BoolGetDatum(state->has_due && state->due < GetCurrentTimestamp())
	};
	bool		isnull;
	int64		number;

	evidence_write_one(&entry->protection->evidence, &sign_query, values, NULL);
	number = DatumGetInt64(result_datum(1, &isnull, CurrentMemoryContext));
	write_content(entry, state);
	return number;
}

void
signature_withdraw(const Signer *signer, const Entry *entry, int64 signature, const char *reason)
{
	Datum		values[3] = {Int64GetDatum(signature), CStringGetTextDatum(reason), CStringGetTextDatum(signer->login)};

	evidence_write_one(&entry->protection->evidence, &withdraw_query, values, NULL);
}
