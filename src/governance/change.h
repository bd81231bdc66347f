/*
 * change.h
 *	  One change of an entry under the rules: the guard's, or that of a function
 *	  where the table has no status column.
 */
#ifndef SR_CHANGE_H
#define SR_CHANGE_H

#include "governance/entry_state.h"

/* What a function of ours lets the guard allow, for one entry, while it runs. */
typedef enum PermittedAction
{
	PERMIT_NOTHING,
	PERMIT_AMENDMENT,
	PERMIT_RETIER,
	PERMIT_EMERGENCY,
	PERMIT_IMPORT
} PermittedAction;

typedef struct Permission
{
	PermittedAction action;
	Oid			root;
	const ArrayType *key;
} Permission;

/* Returns what was there before, to go back to. */
extern Permission permit(Permission permission);
extern bool permitted(PermittedAction action, const Entry *entry);

/*
 * Brings the locked state up to the entry as it is now, or refuses.  Between
 * evidence_open and evidence_close.
 */
extern void entry_change(const Entry *entry, EntryState *state, EntryStage from, EntryStage asked);

#endif
