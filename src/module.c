/*
 * module.c
 *	  The module's magic block and its start: R's special functions are found
 *	  before any SQL function can ask for them.
 */
#include "compat.h"

#include "stats/rmath.h"

PG_MODULE_MAGIC_EXT(.name = "surgical_registry", .version = SR_VERSION);

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	const char *problem = rmath_load();

	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FILE),
				 errmsg("could not load R's mathematics library: %s", problem),
				 errhint("Install libRmath on the database server: package r-mathlib on Debian and Ubuntu, libRmath on Fedora and RHEL.")));
}
