/*
 * protection.h
 *	  What protect() was told of a table, resolved and kept for each session.
 */
#ifndef SR_PROTECTION_H
#define SR_PROTECTION_H

#include "compat.h"

#include "executor/tuptable.h"
#include "utils/array.h"
#include "utils/rel.h"

#include "complexity/ruleset_text.h"
#include "governance/evidence.h"

/* In the order of complexity_tier; unclassified counts as the highest. */
#define TIER_COUNT			RULESET_TIERS
#define TIER_HIGHEST		(TIER_COUNT - 1)
#define TIER_UNCLASSIFIED	(-1)

typedef enum EntryStage
{
	STAGE_DRAFT,
	STAGE_SUBMITTED,
	STAGE_PROVISIONAL,
	STAGE_FINAL,
	STAGE_UNKNOWN
} EntryStage;

extern const char *const stage_names[STAGE_UNKNOWN + 1];

typedef struct ProtectedColumn
{
	char	   *name;
	AttrNumber	number;
	Oid			type;
	int32		typmod;
	int16		length;
	bool		by_value;
	char	   *type_name;
	Oid			output;
	bool		is_text;
	bool		is_padded;		/* character(n) */
} ProtectedColumn;

/* The table itself or one of its partitions, and the argument of its guard. */
typedef struct ProtectionKey
{
	Oid			relation;
	char		target[NAMEDATALEN];
} ProtectionKey;

#define EVIDENCE_TABLES	10

typedef struct Protection
{
	ProtectionKey guard;		/* hash key */
	uint32		changes;		/* counts what has put it out of date */
	bool		valid;
	MemoryContext memory;
	Oid			root;
	Evidence	evidence;
	Oid			tables[EVIDENCE_TABLES];	/* the first is protected_table, where all this is from */
	char	   *target;
	int32		version;
	char	   *identity;
	int			count;
	ProtectedColumn *columns;
	int			keys;			/* these and the next name columns by their place above */
	int		   *key;
	int			covered;
	int		   *cover;
	int			operation_date;
	int			primary_consultant;
	int			second_consultant;	/* -1 where there is none, as below */
	int			provider;
	int			tier;
	int			status;
	Oid			tier_labels[TIER_COUNT];	/* of an enum; otherwise invalid */
	int			governed_from;	/* lowest tier that some policy wants signatures for */
	const char *gone;			/* a column the table no longer has: drafts and lower tiers alone go on; or NULL */
} Protection;

/* A row of a protected table: its columns as in the protection, and its key as text. */
typedef struct Entry
{
	const Protection *protection;
	Datum	   *values;
	bool	   *nulls;
	ArrayType  *key;
} Entry;

/* For the guard: "target" is its argument.  55000 if evidence, tier or status are missing. */
extern const Protection *protection_of(Relation relation, const char *target);

/* 55000 if a column is gone. */
extern void protection_require_columns(const Protection *protection);

/* For a function: 55000 if the table is not protected. */
extern const Protection *protection_of_table(Oid table);

extern int	tier_of_name(const char *name); /* TIER_UNCLASSIFIED if there is no such tier */
extern int	tier_of_datum(const Protection *protection, Datum value, bool isnull);
extern EntryStage stage_of_name(const char *name);
extern EntryStage stage_of_datum(const Protection *protection, Datum value, bool isnull);

extern int	entry_tier(const Entry *entry);
extern EntryStage entry_stage(const Entry *entry);	/* asked for by the row; draft without a status column */

/* What is kept is out of date, in every session. */
extern void protections_changed(Oid schema);

#endif
