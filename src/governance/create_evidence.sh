#!/bin/sh
# Wraps files of plain DDL, each the table it is named after, into one procedure
# that makes those that a schema does not have.
set -eu

cat <<'TEXT'
-- Tables of evidence: made by protect(), owned by its caller, no members of the extension.

-- They are for their owner to grant, whatever the default privileges say.
CREATE PROCEDURE surgical_registry.revoke_from_others(evidence regclass)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $procedure$
DECLARE
    other text;
BEGIN
    FOR other IN
        SELECT DISTINCT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END
        FROM pg_class c, aclexplode(c.relacl) a
        WHERE c.oid = evidence AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', evidence, other);
    END LOOP;
END
$procedure$;
COMMENT ON PROCEDURE surgical_registry.revoke_from_others(regclass) IS
    'Takes every privilege on a new table of evidence from all but its owner';

CREATE PROCEDURE surgical_registry.create_evidence(schema_name name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $procedure$
DECLARE
    place text := pg_catalog.quote_ident(schema_name);
BEGIN
PERFORM pg_catalog.set_config('search_path', place OPERATOR(pg_catalog.||) ', pg_temp', true);
TEXT
for file in "$@"; do
	table=$(basename "$file" .sql)
	printf '\nIF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) %s) IS NULL THEN\n' "'.$table'"
	cat "$file"
	printf "CALL surgical_registry.revoke_from_others('%s');\nEND IF;\n" "$table"
done
cat <<'TEXT'
END
$procedure$;
COMMENT ON PROCEDURE surgical_registry.create_evidence(name) IS
    'Makes the tables of evidence that a schema does not have, owned by the caller';

TEXT
