/*
 * compat.h
 *	  What differs between the supported servers, 15 to 18.  No other file
 *	  tests PG_VERSION_NUM.
 */
#ifndef SR_COMPAT_H
#define SR_COMPAT_H

#include "postgres.h"
#include "fmgr.h"

#if PG_VERSION_NUM < 150000
#error "surgical_registry needs PostgreSQL 15 or later"
#endif

#if SIZEOF_DATUM != 8
#error "surgical_registry needs a 64-bit server"
#endif

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#else
/* Soft errors came with 16: before, an input error is always thrown. */
#define ereturn(context, dummy, ...) \
	do { (void) (context); ereport(ERROR, __VA_ARGS__); return dummy; } while (0)

/* 15 leaves visibility to the compiler; the module is built hidden. */
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#endif

/* range_serialize() of rangetypes.h, which reports softly from 16 on. */
#if PG_VERSION_NUM >= 160000
#define sr_range_serialize(typcache, lower, upper, context) \
	range_serialize(typcache, lower, upper, false, context)
#define sr_make_range(typcache, lower, upper) make_range(typcache, lower, upper, false, NULL)
#else
#define sr_range_serialize(typcache, lower, upper, context) \
	((void) (context), range_serialize(typcache, lower, upper, false))
#define sr_make_range(typcache, lower, upper) make_range(typcache, lower, upper, false)
#endif

/* 16 asks every kind of object by one function whether a role may use it; EXECUTE here. */
#if PG_VERSION_NUM >= 160000
#define sr_may_execute(function) \
	(object_aclcheck(ProcedureRelationId, function, GetUserId(), ACL_EXECUTE) == ACLCHECK_OK)
#else
#define sr_may_execute(function) \
	(pg_proc_aclcheck(function, GetUserId(), ACL_EXECUTE) == ACLCHECK_OK)
#endif

/* The server's own word for it changed with 18. */
#define SR_NORETURN __attribute__((noreturn))

/* From 16 on a Var knows the outer joins that can make it NULL. */
#if PG_VERSION_NUM >= 160000
#define sr_copy_nulling(to, from) ((to)->varnullingrels = bms_copy((from)->varnullingrels))
#else
#define sr_copy_nulling(to, from) ((void) (to), (void) (from))
#endif

/* 18 groups by a relation of its own, and lets RETURNING name old and new rows. */
#if PG_VERSION_NUM >= 180000
#define SR_IS_GROUPED(entry) ((entry)->rtekind == RTE_GROUP)
#define SR_NAMES_OLD_OR_NEW(var) ((var)->varreturningtype != VAR_RETURNING_DEFAULT)
#define sr_expand_entry(entry, var, names, columns) \
	expandRTE(entry, (var)->varno, (var)->varlevelsup, VAR_RETURNING_DEFAULT, -1, false, names, columns)
#else
#define SR_IS_GROUPED(entry) false
#define SR_NAMES_OLD_OR_NEW(var) false
#define sr_expand_entry(entry, var, names, columns) \
	expandRTE(entry, (var)->varno, (var)->varlevelsup, -1, false, names, columns)
#endif

/* From 16 on ownership is asked for in one way for all objects. */
#if PG_VERSION_NUM >= 160000
#define sr_owns_table(table, role) object_ownercheck(RelationRelationId, table, role)
#else
#define sr_owns_table(table, role) pg_class_ownercheck(table, role)
#endif

#ifndef PG_MODULE_MAGIC_EXT
#define PG_MODULE_MAGIC_EXT(...) PG_MODULE_MAGIC
#endif

/* Declares one function that SQL can call. */
#define SR_FUNCTION(name) \
	extern PGDLLEXPORT Datum name(PG_FUNCTION_ARGS); \
	PG_FUNCTION_INFO_V1(name)

#endif
