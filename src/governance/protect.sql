-- Putting a table under sign-off.

CREATE FUNCTION surgical_registry.ambiguous_type(type regtype) RETURNS boolean
    LANGUAGE sql STABLE STRICT
    SET search_path = pg_catalog, pg_temp
    AS $$
    WITH RECURSIVE part AS (
        SELECT $1::oid AS oid
        UNION
        SELECT inner_type
        FROM part
        JOIN pg_type t ON t.oid = part.oid
        LEFT JOIN pg_range r ON t.oid IN (r.rngtypid, r.rngmultitypid),
        LATERAL (VALUES (t.typbasetype), (CASE WHEN t.typcategory = 'A' THEN t.typelem END), (r.rngsubtype)) v(inner_type)
        WHERE inner_type <> 0
    )
    SELECT EXISTS (
        SELECT FROM part JOIN pg_type t USING (oid)
        WHERE t.typtype IN ('c', 'p')
           OR t.oid IN ('float4'::regtype, 'float8'::regtype, 'money'::regtype, 'json'::regtype, 'xml'::regtype)
           OR (t.typnamespace = 'pg_catalog'::regnamespace AND (t.typname LIKE 'reg%' OR t.typname IN ('oid', 'aclitem', 'refcursor')))
           OR t.typcategory = 'G')
    $$;
COMMENT ON FUNCTION surgical_registry.ambiguous_type(regtype) IS
    'May one value of this type print in two ways, or two in one, so that a signature cannot be over it? Floating point, money, json, xml, geometry, composites, object identifiers, and what is made of them';

-- What keeps a table from being protected: one reason, and what to do about it.
CREATE FUNCTION surgical_registry.unprotectable(target regclass, OUT reason text, OUT code text, OUT remedy text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT v.reason, v.code, v.remedy
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
    LATERAL (VALUES
        (c.relkind NOT IN ('r', 'p'), 'is not an ordinary table', 'wrong_object_type',
         'Protect the table that holds the rows; on a foreign server, there.'),
        (c.relpersistence = 't', 'is temporary', 'wrong_object_type', 'Protect a permanent table.'),
        (c.relpersistence = 'u', 'is unlogged, and empty after a crash', 'wrong_object_type', 'Use ALTER TABLE ... SET LOGGED.'),
        (c.relispartition, 'is a partition', 'wrong_object_type', 'Protect the partitioned table; its partitions are protected with it.'),
        (EXISTS (SELECT FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
                 WHERE i.inhrelid = c.oid AND p.relkind = 'r'),
         'inherits from a table', 'wrong_object_type', 'Use ALTER TABLE ... NO INHERIT, or partitions.'),
        (c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid),
         'is inherited by a table, whose rows it would show', 'wrong_object_type', 'Use ALTER TABLE ... NO INHERIT, or partitions.'),
        (NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary),
         'has no primary key', 'object_not_in_prerequisite_state', 'Use ALTER TABLE ... ADD PRIMARY KEY.'),
        (n.nspname ~ '^(pg_|information_schema)' OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                 AND d.objid = c.oid AND d.deptype = 'e'),
         'belongs to the system or to an extension', 'wrong_object_type', 'Protect a table of your own.')
    ) AS v(found, reason, code, remedy)
    WHERE c.oid = $1 AND v.found
    LIMIT 1
    $$;
COMMENT ON FUNCTION surgical_registry.unprotectable(regclass) IS
    'Why a table cannot be protected, with SQLSTATE by name and remedy; no row if it can';

CREATE PROCEDURE surgical_registry.check_protectable(target regclass)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    problem record;
BEGIN
    IF target IS NULL THEN
        RAISE EXCEPTION 'target must not be NULL' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    PERFORM FROM pg_class WHERE oid = target AND relowner = current_user::regrole;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'must be owner of table %', target USING ERRCODE = 'insufficient_privilege',
            HINT = 'Its owner calls protect(), and owns the evidence. Use SET ROLE if you are a member of the owner.';
    END IF;
    SELECT * INTO problem FROM surgical_registry.unprotectable(target);
    IF FOUND AND problem.reason IS NOT NULL THEN
        RAISE EXCEPTION 'table % %', target, problem.reason USING ERRCODE = problem.code, HINT = problem.remedy;
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_protectable(regclass) IS
    'Refuses a table that protect() cannot protect, before anything is made';

CREATE PROCEDURE surgical_registry.check_protected_columns(target regclass, key_columns name[], covered name[], status_column name, named name[])
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    problem record;
BEGIN
    SELECT c.name INTO problem
    FROM unnest(key_columns || covered || status_column || named) c(name)
    WHERE c.name IS NOT NULL AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = target AND a.attname = c.name AND a.attnum > 0 AND NOT a.attisdropped);
    IF FOUND THEN
        RAISE EXCEPTION 'column "%" of table % does not exist', problem.name, target USING ERRCODE = 'undefined_column';
    END IF;
    IF key_columns IS DISTINCT FROM (
        SELECT array_agg(a.attname ORDER BY k.place)
        FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(number, place)
        JOIN pg_attribute a ON a.attrelid = target AND a.attnum = k.number
        WHERE i.indrelid = target AND i.indisprimary AND k.place <= i.indnkeyatts)
    THEN
        RAISE EXCEPTION 'key columns are not the primary key of table %', target USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Name the columns of the primary key, in its order.';
    END IF;
    SELECT a.attname, a.atttypid::regtype AS type INTO problem
    FROM pg_attribute a
    WHERE a.attrelid = target AND a.attname = ANY (key_columns || covered) AND surgical_registry.ambiguous_type(a.atttypid)
    ORDER BY a.attnum LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'column "%" is of type %, which a signature cannot cover', problem.attname, problem.type USING ERRCODE = 'datatype_mismatch',
            HINT = 'Its values do not print in one way only. Use numeric in place of floating point and money, jsonb in place of json, columns in place of composites.';
    END IF;
    IF status_column = ANY (covered || key_columns) THEN
        RAISE EXCEPTION 'the status column "%" cannot be covered', status_column USING ERRCODE = 'invalid_parameter_value',
            HINT = 'To become final would change what was signed. Leave it out of covered_columns.';
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_protected_columns(regclass, name[], name[], name, name[]) IS
    'Refuses columns that are missing, a key that is not the primary key, and types that no signature can be over';

CREATE PROCEDURE surgical_registry.check_column_types(target regclass, operation_date name, tier_column name, status_column name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    column_name name;
BEGIN
    IF (SELECT atttypid FROM pg_attribute WHERE attrelid = target AND attname = operation_date) <> 'date'::regtype THEN
        RAISE EXCEPTION 'column "%" is not of type date', operation_date USING ERRCODE = 'datatype_mismatch',
            HINT = 'The policy goes by the day of operation: name a date column.';
    END IF;
    SELECT a.attname INTO column_name
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = target AND a.attname IN (tier_column, status_column) AND t.typcategory NOT IN ('S', 'E');
    IF FOUND THEN
        RAISE EXCEPTION 'column "%" holds no words', column_name USING ERRCODE = 'datatype_mismatch',
            HINT = 'Tier and status are text, or an enum with their words.';
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_column_types(regclass, name, name, name) IS
    'Refuses an operation date that is no date, and a tier or status that is no text or enum';

CREATE PROCEDURE surgical_registry.check_existing_statuses(target regclass, status_column name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    unknown text;
BEGIN
    IF status_column IS NULL THEN
        RETURN;
    END IF;
    EXECUTE format('SELECT %1$I::text FROM %2$s WHERE %1$I IS NOT NULL AND %1$I::text <> ALL (''{draft,submitted,provisional,final}'') LIMIT 1',
                   status_column, target) INTO unknown;
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'status "%" is not known', unknown USING ERRCODE = 'check_violation',
            HINT = 'Known: draft, submitted, provisional, final; NULL is a draft.';
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_existing_statuses(regclass, name) IS
    'Refuses a table with rows whose status is no word of sign-off';

-- TRUNCATE triggers are not passed on to partitions: each table has its own.
CREATE PROCEDURE surgical_registry.attach_guard(target regclass, name text)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    part regclass;
BEGIN
    EXECUTE format('CREATE CONSTRAINT TRIGGER guard_entry AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION surgical_registry.guard_entry(%L)',
                   target, name);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER guard_entry', target);
    FOR part IN SELECT target UNION SELECT relid FROM pg_partition_tree(target) LOOP
        IF (SELECT relkind FROM pg_class WHERE oid = part) NOT IN ('r', 'p') THEN
            RAISE EXCEPTION 'partition % is not an ordinary table', part USING ERRCODE = 'wrong_object_type',
                HINT = 'Triggers of this server do not run where its rows are; detach it.';
        END IF;
        EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate()', part);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER refuse_truncate', part);
    END LOOP;
END
$$;
COMMENT ON PROCEDURE surgical_registry.attach_guard(regclass, text) IS
    'Puts the guard on a table and all its partitions, enabled always';

CREATE PROCEDURE surgical_registry.make_governance_view(schema_name name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    place text := quote_ident(schema_name);
    branches text;
BEGIN
    EXECUTE format($query$
        SELECT string_agg(format(
            'SELECT %%1$L::text AS target, k.entry_key, e.%%2$I AS operation_date, e.%%3$I::text AS primary_consultant,'
            ' CASE WHEN s.governed THEN s.state ELSE %%4$s END AS state, coalesce(s.revision, 1) AS revision, v.tier,'
            ' %%5$s IS NULL AS unclassified, v.governed,'
            ' (SELECT count(DISTINCT g.gmc_number) FROM %1$s.signature g WHERE g.target = s.target AND g.entry_key = s.entry_key'
            ' AND g.revision = s.revision AND g.content_digest = s.content_digest AND g.purpose = ''sign-off'''
            ' AND NOT EXISTS (SELECT FROM %1$s.signature_withdrawal w WHERE w.signature_id = g.signature_id)) AS signatures,'
            ' v.governed AND %%6$s AS solo_operating, coalesce(s.predates_policy, false) AS predates_policy,'
            ' coalesce(s.governed AND s.state = ''provisional'' AND s.due_at < now(), false) AS overdue, coalesce(s.finalised_at > s.due_at, false) AS late, s.due_at, s.finalised_at, s.final_revision'
            ' FROM %%7$s e CROSS JOIN LATERAL (SELECT surgical_registry.entry_key(%%8$s)) k(entry_key)'
            ' LEFT JOIN %1$s.entry_state s ON s.target = %%1$L AND s.entry_key = k.entry_key'
            ' CROSS JOIN LATERAL (SELECT coalesce(CASE WHEN s.governed THEN s.highest_tier ELSE %%5$s END, ''highly_complex'')::surgical_registry.complexity_tier AS tier,'
            ' coalesce(s.governed, coalesce(%%5$s, ''highly_complex'')::surgical_registry.complexity_tier >='
            '   (SELECT coalesce(min((settings ->> ''tier'')::surgical_registry.complexity_tier), ''highly_complex'') FROM %1$s.signoff_policy)) AS governed) v',
            p.target, p.operation_date, p.primary_consultant,
            CASE WHEN p.status_column IS NULL THEN 'coalesce(s.state, ''draft'')' ELSE format('coalesce(e.%%I::text, ''draft'')', p.status_column) END,
            CASE WHEN p.tier_column IS NULL THEN 'NULL::text' ELSE format('CASE WHEN e.%%1$I::text IN (''low'', ''moderate'', ''high'', ''highly_complex'') THEN e.%%1$I::text END', p.tier_column) END,
            CASE WHEN p.second_consultant IS NULL THEN 'NULL::boolean' ELSE format('e.%%I IS NULL', p.second_consultant) END,
            format('%1$s.%%I', p.target),
            (SELECT string_agg(format('e.%%I', name), ', ' ORDER BY place) FROM unnest(p.key_columns) WITH ORDINALITY k(name, place))),
            ' UNION ALL ' ORDER BY p.protected_at, p.target)
        FROM %1$s.protected_table p
        $query$, place) INTO branches;
    EXECUTE format('CREATE %s VIEW %s.entry_governance AS %s',
                   CASE WHEN to_regclass(place || '.entry_governance') IS NULL THEN '' ELSE 'OR REPLACE' END, place, branches);
    EXECUTE format('COMMENT ON VIEW %s.entry_governance IS %L', place, 'Every entry of the protected tables with its state under sign-off; surgical_registry.entry_status() says what one lacks');
END
$$;
COMMENT ON PROCEDURE surgical_registry.make_governance_view(name) IS
    'Makes the view entry_governance over all protected tables of a schema';

CREATE PROCEDURE surgical_registry.check_evidence_owner(target regclass)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    other regclass;
BEGIN
    SELECT c.oid INTO other
    FROM pg_class c JOIN pg_class t ON t.oid = target AND t.relnamespace = c.relnamespace
    WHERE c.relowner <> t.relowner AND c.relname IN ('protected_table', 'entry_state', 'signature', 'signature_withdrawal',
        'signed_content', 'audit', 'consultant', 'consultant_post', 'login_binding', 'signoff_policy', 'entry_governance')
    ORDER BY c.relname LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% has another owner than table %', other, target USING ERRCODE = 'object_not_in_prerequisite_state',
            HINT = 'Evidence is read and written as the owner of the table: let one role own both.';
    END IF;
    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = target AND tgfoid = 'surgical_registry.guard_entry()'::regprocedure) THEN
        RAISE EXCEPTION 'table % is protected already', target USING ERRCODE = 'duplicate_object';
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_evidence_owner(regclass) IS
    'Refuses a table whose schema has evidence of another owner, and a table that is protected already';

CREATE PROCEDURE surgical_registry.record_protection(target regclass, key_columns name[], operation_date name, primary_consultant name,
        second_consultant name, provider name, covered name[], tier_column name, status_column name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    place name;
    name name;
BEGIN
    SELECT n.nspname, c.relname INTO place, name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target;
    CALL surgical_registry.create_evidence(place);
    EXECUTE format('INSERT INTO %I.protected_table (target, identity, key_columns, covered_columns, operation_date, primary_consultant,
                        second_consultant, provider, tier_column, status_column) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', place)
        USING name::text, format('%I.%I', place, name), key_columns::text[], covered::text[], operation_date::text, primary_consultant::text,
            second_consultant::text, provider::text, tier_column::text, status_column::text;
    CALL surgical_registry.attach_guard(target, name);
    CALL surgical_registry.make_governance_view(place);
END
$$;
COMMENT ON PROCEDURE surgical_registry.record_protection(regclass, name[], name, name, name, name, name[], name, name) IS
    'Makes evidence, guard and view for a table that has been checked';

CREATE PROCEDURE surgical_registry.protect(target regclass, key_columns name[], operation_date name, primary_consultant name,
        second_consultant name, provider name, covered_columns name[], tier_column name DEFAULT NULL, status_column name DEFAULT NULL)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    roles name[] := ARRAY[operation_date, primary_consultant, second_consultant, provider, tier_column];
    covered name[];
BEGIN
    CALL surgical_registry.check_protectable(target);
    IF key_columns IS NULL OR operation_date IS NULL OR primary_consultant IS NULL OR covered_columns IS NULL THEN
        RAISE EXCEPTION 'key_columns, operation_date, primary_consultant and covered_columns must not be NULL'
            USING ERRCODE = 'null_value_not_allowed';
    END IF;
    -- What the rules read is covered too: a signature is over what it was judged by.
    SELECT array_agg(c.name ORDER BY c.place) INTO covered
    FROM (SELECT r.name, min(r.place) AS place FROM unnest(covered_columns || roles) WITH ORDINALITY r(name, place)
          WHERE r.name IS NOT NULL AND r.name <> ALL (key_columns) GROUP BY r.name) c;
    CALL surgical_registry.check_protected_columns(target, key_columns, covered, status_column, roles);
    CALL surgical_registry.check_column_types(target, operation_date, tier_column, status_column);
    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', target);
    CALL surgical_registry.check_existing_statuses(target, status_column);
    CALL surgical_registry.check_evidence_owner(target);
    CALL surgical_registry.record_protection(target, key_columns, operation_date, primary_consultant,
        second_consultant, provider, covered, tier_column, status_column);
END
$$;
COMMENT ON PROCEDURE surgical_registry.protect(regclass, name[], name, name, name, name, name[], name, name) IS
    'Puts a table under sign-off: makes the tables of evidence in its schema if they are missing, and the guard. Operation date, consultants, provider and tier are covered besides covered_columns; second_consultant, provider and status_column may be NULL. Called by the table''s owner (42501); 42809, 42804, 42703, 22023 or 55000 say what cannot be protected and why, and then nothing is made';

