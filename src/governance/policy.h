/*
 * policy.h
 *	  The sign-off policy of an entry, and what is still missing under it.
 */
#ifndef SR_POLICY_H
#define SR_POLICY_H

#include "governance/entry_state.h"

typedef struct Policy
{
	int32		version;		/* 0: none in force, and the defaults below */
	int			tier;			/* lowest that is governed; of all policies if none is in force */
	int32		min_consultants;
	bool		primary_must_sign;
	bool		other_than_primary;
	bool		second_must_sign;
	bool		outside_provider;
	int32		emergency_hours;
} Policy;

/* What signatures there are, and what else there should be: texts, in palloc'd memory. */
typedef struct Quorum
{
	int			signatures;		/* of different consultants, standing and valid */
	List	   *missing;
} Quorum;

#define PURPOSE_SIGNOFF		"sign-off"
#define PURPOSE_EMERGENCY	"emergency"

/* All of these between evidence_open and evidence_close. */
extern Policy policy_in_force(const Entry *entry);	/* on the operation date */
extern Policy policy_first(const Entry *entry);	/* of all that were written */
extern Policy policy_pinned(const Entry *entry, const EntryState *state);
extern Quorum quorum_of(const Entry *entry, const EntryState *state, const Policy *policy);
extern int	consultants_who_signed(const Entry *entry, const EntryState *state, const char *purpose);

/* May this consultant sign for this operation today?  Without a date, today's post counts. */
extern bool post_may_sign(const Entry *entry, const Policy *policy, const char *gmc_number);

/* Is the operation date later than today everywhere: after the UTC day's morrow? */
extern bool operation_is_to_come(const Entry *entry);

/* Is the operation date known, and not to come? */
extern bool operation_has_taken_place(const Entry *entry);

/* A column of an entry as text; NULL for NULL or no such column. */
extern char *entry_text(const Entry *entry, int place);

extern char *list_text(List *texts);

#endif
