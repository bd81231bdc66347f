/*
 * refusal.h
 *	  Rules of sign-off that were not met: 23514, naming table and rule, with a
 *	  hint that says who mends it.  No message holds data of the entry.
 */
#ifndef SR_REFUSAL_H
#define SR_REFUSAL_H

#include "governance/protection.h"

extern SR_NORETURN void refuse(const Protection *protection, const char *what, const char *hint);

/* The entry or its evidence is not in a state for this: 55000. */
extern SR_NORETURN void not_in_state(const Protection *protection, const char *what, const char *hint);

extern SR_NORETURN void refuse_final(const Protection *protection);

#endif
