/*
 * refusal.h
 *	  Rules of sign-off that were not met: 23514, naming table and rule, with a
 *	  hint that says who mends it.  No message holds data of the entry.
 */
#ifndef SR_REFUSAL_H
#define SR_REFUSAL_H

#include "governance/protection.h"

extern void refuse(const Protection *protection, const char *what, const char *hint) pg_attribute_noreturn();

/* The entry or its evidence is not in a state for this: 55000. */
extern void not_in_state(const Protection *protection, const char *what, const char *hint) pg_attribute_noreturn();

extern void refuse_final(const Protection *protection) pg_attribute_noreturn();

#endif
