/*
 * argument_cache.c
 */
#include "types/argument_cache.h"

#include "arguments.h"

/* An expanded object is no row of bytes; what lies in a toast table is known by its pointer. */
static struct varlena *
comparable(Datum value)
{
	struct varlena *bytes = (struct varlena *) DatumGetPointer(value);

	if (VARATT_IS_EXTERNAL(bytes) && !VARATT_IS_EXTERNAL_ONDISK(bytes))
		return PG_DETOAST_DATUM_PACKED(value);
	return bytes;
}

bool
argument_has_same_bytes(const CachedArgument *cached, Datum value)
{
	const struct varlena *bytes;

	if (cached->seen == NULL)
		return false;
	bytes = comparable(value);
	return VARSIZE_ANY(bytes) == VARSIZE_ANY(cached->seen)
		&& memcmp(bytes, cached->seen, VARSIZE_ANY(bytes)) == 0;
}

/*
 * Only a Const: a parameter, though stable in a query, may change under an
 * expression that PL/pgSQL keeps.
 */
static bool
is_constant(const FmgrInfo *function, int argument)
{
	List	   *args = sr_call_arguments(function->fn_expr);

	return argument < list_length(args) && IsA(list_nth(args, argument), Const);
}

void
cache_argument(CachedArgument *cached, FmgrInfo *function, int argument, Datum value)
{
	struct varlena *bytes = comparable(value);
	Size		size = VARSIZE_ANY(bytes);
	struct varlena *copy = MemoryContextAlloc(function->fn_mcxt, size);

	memcpy(copy, bytes, size);
	if (cached->seen != NULL)
		pfree(cached->seen);
	cached->seen = copy;
	cached->constant = is_constant(function, argument);
}
