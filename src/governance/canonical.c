/*
 * canonical.c
 *	  Text of values that no setting changes, and the bytes that a signature is
 *	  over: SRG1, numbers in network order, every part with its length.
 */
#include "governance/canonical.h"

#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#define SALT_BYTES 16

static const struct
{
	const char *name;
	const char *value;
}			settings[] =
{
	{"search_path", "pg_catalog"},
	{"DateStyle", "ISO, YMD"},
	{"TimeZone", "UTC"},
	{"IntervalStyle", "iso_8601"},
	{"extra_float_digits", "3"},
	{"bytea_output", "hex"},
};

/* Ends with AtEOXact_GUC(true, level); an error on the way undoes it too. */
static int
pin_settings(void)
{
	int			level = NewGUCNestLevel();

	for (size_t i = 0; i < lengthof(settings); i++)
	{
		const char *now = GetConfigOption(settings[i].name, false, false);

		if (strcmp(now, settings[i].value) != 0)
			(void) set_config_option(settings[i].name, settings[i].value, PGC_USERSET, PGC_S_SESSION,
									 GUC_ACTION_SAVE, true, 0, false);
	}
	return level;
}

/* Not as format_type() writes it, which quotes the keywords of its version. */
char *
canonical_type_name(Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	Form_pg_type form;
	char	   *name;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", type);
	form = (Form_pg_type) GETSTRUCT(tuple);
	name = psprintf("%s.%s", get_namespace_name(form->typnamespace), NameStr(form->typname));
	ReleaseSysCache(tuple);
	return name;
}

static char *
value_text(Oid output, Datum value)
{
	char	   *text = OidOutputFunctionCall(output, value);

	return pg_server_to_any(text, (int) strlen(text), PG_UTF8);
}

ArrayType *
canonical_texts(int count, const Oid *types, const Datum *values)
{
	Datum	   *texts = palloc(sizeof(Datum) * count);
	int			level = pin_settings();

	for (int i = 0; i < count; i++)
	{
		Oid			output;
		bool		varlena;

		getTypeOutputInfo(types[i], &output, &varlena);
		texts[i] = CStringGetTextDatum(OidOutputFunctionCall(output, values[i]));
	}
	AtEOXact_GUC(true, level);
	return construct_array(texts, count, TEXTOID, -1, false, TYPALIGN_INT);
}

ArrayType *
canonical_key(const Protection *protection, const Datum *values)
{
	Oid		   *types = palloc(sizeof(Oid) * protection->keys);
	Datum	   *parts = palloc(sizeof(Datum) * protection->keys);

	for (int i = 0; i < protection->keys; i++)
	{
		types[i] = protection->columns[protection->key[i]].type;
		parts[i] = values[protection->key[i]];
	}
	return canonical_texts(protection->keys, types, parts);
}

static void
put_part(StringInfo payload, const char *bytes)
{
	uint32		length = (uint32) strlen(bytes);

	pq_sendint32(payload, length);
	appendBinaryStringInfo(payload, bytes, (int) length);
}

static void
put_key(StringInfo payload, const Entry *entry)
{
	const Protection *protection = entry->protection;

	pq_sendint32(payload, (uint32) protection->keys);
	for (int i = 0; i < protection->keys; i++)
	{
		int			place = protection->key[i];

		put_part(payload, value_text(protection->columns[place].output, entry->values[place]));
	}
}

static void
put_column(StringInfo payload, const Entry *entry, int place)
{
	const ProtectedColumn *column = &entry->protection->columns[place];

	put_part(payload, column->name);
	put_part(payload, column->type_name);
	pq_sendbyte(payload, entry->nulls[place] ? 1 : 0);
	if (!entry->nulls[place])
		put_part(payload, value_text(column->output, entry->values[place]));
}

bytea *
canonical_payload(const Entry *entry, Pinned pinned)
{
	const Protection *protection = entry->protection;
	StringInfoData payload;
	int			level = pin_settings();

	pq_begintypsend(&payload);
	appendBinaryStringInfo(&payload, "SRG1", 4);
	pq_sendint32(&payload, (uint32) protection->version);
	pq_sendint32(&payload, (uint32) pinned.policy);
	pq_sendint32(&payload, (uint32) pinned.ruleset);
	put_part(&payload, protection->identity);
	put_key(&payload, entry);
	pq_sendint32(&payload, (uint32) pinned.revision);
	pq_sendint32(&payload, (uint32) protection->covered);
	for (int i = 0; i < protection->covered; i++)
		put_column(&payload, entry, protection->cover[i]);
	AtEOXact_GUC(true, level);
	return pq_endtypsend(&payload);
}

bytea *
digest_of(const bytea *bytes)
{
	return DatumGetByteaP(DirectFunctionCall1(sha256_bytea, PointerGetDatum(bytes)));
}

bytea *
salted_digest_of(const bytea *salt, const bytea *bytes)
{
	return digest_of(DatumGetByteaP(DirectFunctionCall2(byteacat, PointerGetDatum(salt),
														PointerGetDatum(bytes))));
}

bytea *
random_salt(void)
{
	bytea	   *salt = palloc(VARHDRSZ + SALT_BYTES);

	SET_VARSIZE(salt, VARHDRSZ + SALT_BYTES);
	if (!pg_strong_random(VARDATA(salt), SALT_BYTES))
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not generate random values")));
	return salt;
}

bool
same_bytes(const bytea *a, const bytea *b)
{
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}
