/*
 * evidence.h
 *	  Reading and writing the tables of evidence: as their owner, past
 *	  row-level security, with the latest snapshot, by plans that are kept.
 */
#ifndef SR_EVIDENCE_H
#define SR_EVIDENCE_H

#include "compat.h"

#include "executor/spi.h"

#define EVIDENCE_MOST_ARGUMENTS 14

/* Where the evidence on a table is, and who owns it. */
typedef struct Evidence
{
	Oid			schema;
	Oid			owner;
} Evidence;

/* "@." in the text stands for the schema of the evidence. */
typedef struct EvidenceQuery
{
	const char *sql;
	int			arguments;
	Oid			types[EVIDENCE_MOST_ARGUMENTS];
} EvidenceQuery;

/* What a change of user has to go back to. */
typedef struct EvidenceSession
{
	Oid			user;
	int			security;
} EvidenceSession;

/* Between these, we are the owner, and connected to SPI. */
extern EvidenceSession evidence_open(const Evidence *evidence);
extern void evidence_close(EvidenceSession session);

/* Rows processed; results are in SPI_tuptable.  "nulls" may be NULL. */
extern uint64 evidence_read(const Evidence *evidence, const EvidenceQuery *query,
							Datum *values, const char *nulls);
extern uint64 evidence_write(const Evidence *evidence, const EvidenceQuery *query,
							 Datum *values, const char *nulls);

/* A write that must leave one row behind; a rewrite rule may have lost it. */
extern void evidence_write_one(const Evidence *evidence, const EvidenceQuery *query,
							   Datum *values, const char *nulls);

/*
 * With true, reads see what the caller's query sees and not the latest, until
 * it is set back; returns what it was.
 */
extern bool evidence_as_seen(bool as_seen);

/* Runs a plan that is kept under the object and the purpose, made from the text. */
extern uint64 kept_plan_run(Oid object, const void *purpose, const char *sql,
							int arguments, Oid *types, Datum *values, const char *nulls);

/* Are we writing evidence just now, in this session? */
extern bool evidence_is_ours(void);

/* A column of the first row of the last result, copied to the given memory. */
extern Datum result_datum(int column, bool *isnull, MemoryContext memory);
extern char *result_text(int column, MemoryContext memory);	/* NULL for NULL */

/* These are 55000 where the tables have been altered, and the type is another. */
extern Datum result_of_type(int column, Oid type, bool *isnull, MemoryContext memory);
extern int32 result_int(int column, int32 if_null);
extern bool result_bool(int column);

#endif
