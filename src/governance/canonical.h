/*
 * canonical.h
 *	  Text of values that no setting changes, and the bytes that a signature is
 *	  over.
 */
#ifndef SR_CANONICAL_H
#define SR_CANONICAL_H

#include "governance/protection.h"

/* Schema and name of a type, as the catalogue has them. */
extern char *canonical_type_name(Oid type);

/* Values as their types print them under pinned settings, in UTF-8; a key has no NULL. */
extern ArrayType *canonical_key(const Protection *protection, const Datum *values);
extern ArrayType *canonical_texts(int count, const Oid *types, const Datum *values);

/* What the signed bytes hold besides the row itself. */
typedef struct Pinned
{
	int32		revision;
	int32		policy;			/* 0 if none */
	int32		ruleset;		/* 0 if none */
} Pinned;

extern bytea *canonical_payload(const Entry *entry, Pinned pinned);

/* SHA-256 */
extern bytea *digest_of(const bytea *bytes);
extern bytea *salted_digest_of(const bytea *salt, const bytea *bytes);
extern bytea *random_salt(void);
extern bool same_bytes(const bytea *a, const bytea *b);

#endif
