/*
 * entry.h
 *	  Entries that functions are asked about: found by key, locked, and changed
 *	  as the caller.
 */
#ifndef SR_ENTRY_H
#define SR_ENTRY_H

#include "compat.h"

#include "lib/stringinfo.h"

#include "governance/change.h"

/* The key that was written as text; 22023 or the type's own error if it is none. */
extern Entry entry_named(const Protection *protection, ArrayType *key);

/*
 * As the caller, and from then on by the key as the row spells it; P0002 if
 * there is no such entry that the caller may read.
 */
extern void entry_find(Entry *named);

/* As the owner, between evidence_open and evidence_close. */
extern Entry entry_fetch(const Entry *named, bool lock);

/* The columns of entries in the order of the protection: "SELECT ... FROM table". */
extern void add_columns(StringInfo sql, const Protection *protection);

/* Runs a change of the entry under a permission. */
extern void entry_change_permitted(const Entry *entry, EntryState *state, PermittedAction action,
								   EntryStage from, EntryStage asked);

/*
 * Asks for a status or a tier, by an UPDATE as the caller; a permission lets
 * the guard allow it.  P0002 if there is no such entry that the caller may change.
 */
extern void entry_update(const Entry *named, PermittedAction action, int place, const char *value);

/* The same where there is no status column: the change itself. */
extern void entry_ask(const Entry *named, PermittedAction action, EntryStage asked);

#endif
