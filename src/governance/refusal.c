/*
 * refusal.c
 *	  Rules of sign-off that were not met.
 */
#include "governance/refusal.h"

#include "utils/lsyscache.h"

static int
name_table(const Protection *protection)
{
	err_generic_string(PG_DIAG_SCHEMA_NAME, get_namespace_name(protection->evidence.schema));
	err_generic_string(PG_DIAG_TABLE_NAME, get_rel_name(protection->root));
	return err_generic_string(PG_DIAG_CONSTRAINT_NAME, "guard_entry");
}

void
refuse(const Protection *protection, const char *what, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg("entry of table \"%s\" %s", get_rel_name(protection->root), what),
			 errhint("%s", hint),
			 name_table(protection)));
}

void
not_in_state(const Protection *protection, const char *what, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("entry of table \"%s\" %s", get_rel_name(protection->root), what),
			 errhint("%s", hint),
			 name_table(protection)));
}

void
refuse_final(const Protection *protection)
{
	refuse(protection, "is final and cannot change",
		   "surgical_registry.amend_entry() opens a new revision, with a reason; the final one stays on record until that is final too.");
}
