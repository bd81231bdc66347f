/*
 * signer.h
 *	  Who signs: the login of the session, and nobody in its place.
 */
#ifndef SR_SIGNER_H
#define SR_SIGNER_H

#include "governance/policy.h"

typedef struct Signer
{
	Oid			role;
	bool		in_person;		/* session, outer, current and authenticated user are one */
	char	   *login;
	char	   *gmc_number;
} Signer;

/* Before evidence_open, which makes us another user. */
extern Signer signer_of_session(void);

/* 42501 inside a trigger. */
extern void signer_check_direct(void);

/* 42501 unless the login itself calls, and no trigger of somebody else's. */
extern void signer_check_person(const Signer *signer);

/* Finds the consultant, or 42501; between evidence_open and evidence_close. */
extern void signer_identify(Signer *signer, const Protection *protection);

/* 42501 unless the consultant's posts let them sign for this operation today. */
extern void signer_check_post(const Signer *signer, const Entry *entry, const Policy *policy);

/* The number of a standing signature of the signer for a purpose, or 0. */
extern int64 signature_standing(const Signer *signer, const Entry *entry, const EntryState *state, const char *purpose);

/* Puts a signature down, with what was signed; returns its number. */
extern int64 signature_write(const Signer *signer, const Entry *entry, const EntryState *state,
							 const char *purpose, const char *meaning);
extern void signature_withdraw(const Signer *signer, const Entry *entry, int64 signature, const char *reason);

#endif
