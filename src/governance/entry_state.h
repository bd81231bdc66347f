/*
 * entry_state.h
 *	  The state of an entry: locked before it is read, and changed by every
 *	  change of evidence, so that two of them cannot pass each other.
 */
#ifndef SR_ENTRY_STATE_H
#define SR_ENTRY_STATE_H

#include "governance/protection.h"

#include "datatype/timestamp.h"

typedef struct EntryState
{
	bool		exists;
	EntryStage	stage;
	int32		revision;
	bytea	   *digest;
	bool		governed;
	int			highest_tier;
	int32		policy;			/* 0 if none was in force */
	int32		final_revision; /* 0 if it was never final */
	bool		predates_policy;
	bool		has_due;
	TimestampTz due;
	bytea	   *salt;
} EntryState;

/* All of these between evidence_open and evidence_close. */
extern EntryState entry_state_read(const Entry *entry, MemoryContext memory);

/* Policies for past days wait from here on until the transaction ends. */
extern EntryState entry_state_lock(const Entry *entry, MemoryContext memory);
extern void entry_state_save(const Entry *entry, const EntryState *state);
extern void audit_write(const Entry *entry, const EntryState *state, const char *action, const char *reason);

/* A state for an entry that has none yet: revision 1, the policy of its date. */
extern void entry_state_begin(const Entry *entry, EntryState *state);

/*
 * Pins the policy in force on the operation date, unless the entry is final; the
 * first of all for an amended entry that is older than that.
 */
extern void entry_state_pin(const Entry *entry, EntryState *state);

/* Digest of the entry as it is, at the state's revision. */
extern bytea *entry_state_payload(const Entry *entry, const EntryState *state);

/* A new revision if the content is not what it was; true if so. */
extern bool entry_state_follow(const Entry *entry, EntryState *state);

/*
 * What the state would be if the entry were looked at now: begun if there is
 * none, of a new revision if the content has moved on.
 */
extern void entry_state_present(const Entry *entry, EntryState *state);

/* The stage: the state's where signatures are needed, otherwise the row's own word. */
extern EntryStage entry_state_stage(const Entry *entry, const EntryState *state);

/* The tier that counts: the row's, unclassified as the highest, or the highest so far. */
extern int	entry_effective_tier(const Entry *entry, const EntryState *state);

#endif
