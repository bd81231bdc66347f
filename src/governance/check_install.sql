-- What can be weakened, and has been: for the owner or a superuser to look at.

CREATE FUNCTION surgical_registry.evidence_schemas() RETURNS SETOF oid
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT c.relnamespace FROM pg_class c
    WHERE c.relname = 'protected_table' AND c.relkind = 'r'
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'covered_columns')
    $$;
COMMENT ON FUNCTION surgical_registry.evidence_schemas() IS 'Schemas with tables under sign-off';

CREATE FUNCTION surgical_registry.evidence_tables() RETURNS TABLE (place oid, name text, evidence regclass)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT s.place, t.name, c.oid::regclass
    FROM surgical_registry.evidence_schemas() s(place)
    CROSS JOIN unnest('{protected_table,entry_state,signature,signature_withdrawal,signed_content,audit,consultant,consultant_post,login_binding,signoff_policy}'::text[]) t(name)
    LEFT JOIN pg_class c ON c.relnamespace = s.place AND c.relname = t.name AND c.relkind = 'r'
    $$;
COMMENT ON FUNCTION surgical_registry.evidence_tables() IS 'Tables of evidence that each schema under sign-off should have, NULL where one is missing';

CREATE FUNCTION surgical_registry.our_triggers() RETURNS TABLE (relation regclass, trigger_name name, function_name name, enabled "char")
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT t.tgrelid::regclass, t.tgname, p.proname, t.tgenabled
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE p.pronamespace = 'surgical_registry'::regnamespace
    $$;
COMMENT ON FUNCTION surgical_registry.our_triggers() IS 'Triggers of this database that are functions of this extension';

CREATE FUNCTION surgical_registry.altered_triggers() RETURNS TABLE (relation regclass, trigger_name name)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT t.tgrelid::regclass, t.tgname
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid AND p.pronamespace = 'surgical_registry'::regnamespace
    JOIN pg_class c ON c.oid = t.tgrelid
    -- tgtype: row 1, before 2, insert 4, delete 8, update 16, truncate 32
    LEFT JOIN (VALUES ('guard_entry', NULL, 29, NULL), ('refuse_truncate', NULL, 34, ''), ('check_signoff_policy', 'signoff_policy', 7, ''),
                      ('keep_evidence', 'protected_table', 27, 'append'), ('keep_evidence', 'signoff_policy', 27, 'append'),
                      ('keep_evidence', 'entry_state', 31, 'state'), ('keep_evidence', 'signed_content', 31, 'erasable'),
                      ('keep_evidence', 'signature', 31, 'written'), ('keep_evidence', 'signature_withdrawal', 31, 'written'),
                      ('keep_evidence', 'audit', 31, 'written')) v(function_name, name, events, argument)
        ON v.function_name = p.proname AND coalesce(v.name, c.relname) = c.relname
    WHERE v.function_name IS NULL OR t.tgtype <> v.events OR t.tgqual IS NOT NULL OR cardinality(t.tgattr::int2[]) > 0 OR t.tgdeferrable
       OR replace(encode(t.tgargs, 'escape'), '\000', '') <> coalesce(v.argument, replace(encode(t.tgargs, 'escape'), '\000', ''))
    $$;
COMMENT ON FUNCTION surgical_registry.altered_triggers() IS
    'Triggers of this extension with another time, events, condition, columns or argument than protect() gives them';

CREATE FUNCTION surgical_registry.check_guards() RETURNS TABLE (code text, object text, detail text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT 'guard_not_always', relation::text, format('trigger %s is %s', trigger_name,
           CASE enabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'enabled for replicas only' ELSE 'not enabled always' END)
    FROM surgical_registry.our_triggers() WHERE enabled <> 'A'
    UNION ALL
    SELECT 'guard_altered', a.relation::text, format('trigger %s is not as protect() makes it', a.trigger_name)
    FROM surgical_registry.altered_triggers() a
    UNION ALL
    SELECT 'guard_twice', o.relation::text, format('has %s triggers guard_entry()', count(*))
    FROM surgical_registry.our_triggers() o WHERE o.function_name = 'guard_entry' GROUP BY o.relation HAVING count(*) > 1
    UNION ALL
    SELECT 'truncate_guard_missing', g.relation::text, 'has guard_entry but no refuse_truncate'
    FROM surgical_registry.our_triggers() g
    WHERE g.function_name = 'guard_entry'
      AND NOT EXISTS (SELECT FROM surgical_registry.our_triggers() o WHERE o.relation = g.relation AND o.function_name = 'refuse_truncate')
    UNION ALL
    SELECT 'evidence_missing', format('%s.%s', e.place::regnamespace, e.name), 'table is gone'
    FROM surgical_registry.evidence_tables() e WHERE e.evidence IS NULL
    UNION ALL
    SELECT 'evidence_guard_missing', e.evidence::text, format('has no %s', f.name)
    FROM surgical_registry.evidence_tables() e CROSS JOIN (VALUES ('keep_evidence'), ('refuse_truncate')) f(name)
    WHERE e.evidence IS NOT NULL AND e.name NOT IN ('consultant', 'consultant_post', 'login_binding')
      AND NOT EXISTS (SELECT FROM surgical_registry.our_triggers() o WHERE o.relation = e.evidence AND o.function_name = f.name)
    UNION ALL
    SELECT 'evidence_guard_missing', e.evidence::text, 'has no check_signoff_policy'
    FROM surgical_registry.evidence_tables() e
    WHERE e.name = 'signoff_policy' AND e.evidence IS NOT NULL
      AND NOT EXISTS (SELECT FROM surgical_registry.our_triggers() o WHERE o.relation = e.evidence AND o.function_name = 'check_signoff_policy')
    UNION ALL
    SELECT 'other_trigger', e.evidence::text, format('trigger %s runs while evidence is written', t.tgname)
    FROM surgical_registry.evidence_tables() e JOIN pg_trigger t ON t.tgrelid = e.evidence AND NOT t.tgisinternal JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE p.pronamespace <> 'surgical_registry'::regnamespace
    UNION ALL
    SELECT 'rewritten', r.ev_class::regclass::text, format('rule %s rewrites queries', r.rulename)
    FROM pg_rewrite r
    WHERE r.ev_type <> '1' AND (r.ev_class IN (SELECT e.evidence FROM surgical_registry.evidence_tables() e)
                                OR r.ev_class IN (SELECT o.relation FROM surgical_registry.our_triggers() o))
    UNION ALL
    SELECT 'inherited', i.inhparent::regclass::text, format('shows rows of %s, which has no guard', i.inhrelid::regclass)
    FROM pg_inherits i
    WHERE i.inhparent IN (SELECT relation FROM surgical_registry.our_triggers() WHERE function_name = 'guard_entry')
      AND i.inhrelid NOT IN (SELECT relation FROM surgical_registry.our_triggers() WHERE function_name = 'guard_entry')
    UNION ALL
    SELECT 'inherited', e.evidence::text, format('shows rows of %s, which nobody guards', i.inhrelid::regclass)
    FROM surgical_registry.evidence_tables() e JOIN pg_inherits i ON i.inhparent = e.evidence
    $$;
COMMENT ON FUNCTION surgical_registry.check_guards() IS
    'Guards and tables of evidence that are missing, weakened or worked around, by the catalogue';

CREATE FUNCTION surgical_registry.check_roles() RETURNS TABLE (code text, object text, detail text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT DISTINCT 'owner_can_log_in', r.rolname::text, format('owns %s, and so can disable its guard', o.relation)
    FROM surgical_registry.our_triggers() o JOIN pg_class c ON c.oid = o.relation JOIN pg_roles r ON r.oid = c.relowner
    WHERE o.function_name = 'guard_entry' AND r.rolcanlogin
    UNION ALL
    SELECT 'createrole', r.rolname::text, 'can set the password of any login, and sign as it'
    FROM pg_roles r WHERE r.rolcreaterole AND NOT r.rolsuper AND current_setting('server_version_num')::integer < 160000
    UNION ALL
    SELECT 'evidence_granted', e.evidence::text, format('%s may %s', CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, a.privilege_type)
    FROM surgical_registry.evidence_tables() e JOIN pg_class c ON c.oid = e.evidence, aclexplode(c.relacl) a
    WHERE a.grantee <> c.relowner AND a.privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
      AND e.name NOT IN ('consultant', 'consultant_post', 'login_binding', 'signoff_policy')
    $$;
COMMENT ON FUNCTION surgical_registry.check_roles() IS
    'Roles that could work around sign-off: owners who log in, CREATEROLE before PostgreSQL 16, writers of evidence';

CREATE FUNCTION surgical_registry.check_target(place text, target text, key_columns text[], status_column text)
    RETURNS TABLE (code text, object text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    entry_key text := (SELECT string_agg(format('e.%I', name), ', ') FROM unnest(key_columns) name);
BEGIN
    RETURN QUERY EXECUTE format($query$
        SELECT 'entry_gone', %3$L || ' ' || s.entry_key::text, 'has a state but no row'
        FROM %1$s.entry_state s
        WHERE s.target = %2$L AND NOT EXISTS (SELECT FROM %3$s e WHERE surgical_registry.entry_key(%4$s) = s.entry_key)
        $query$, place, target, format('%s.%I', place, target), entry_key);
    IF status_column IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format($query$
        SELECT CASE WHEN s.target IS NULL THEN 'final_without_evidence' ELSE 'state_differs' END, %3$L || ' ' || k.entry_key::text,
               CASE WHEN s.target IS NULL THEN 'needs signatures, is final, and has no state' ELSE format('row says %%s, state %%s', coalesce(e.%5$I::text, 'draft'), s.state) END
        FROM %3$s e CROSS JOIN LATERAL (SELECT surgical_registry.entry_key(%4$s)) k(entry_key)
        LEFT JOIN %1$s.entry_state s ON s.target = %2$L AND s.entry_key = k.entry_key
        LEFT JOIN %1$s.entry_governance g ON s.target IS NULL AND e.%5$I::text = 'final' AND g.target = %2$L AND g.entry_key = k.entry_key
        WHERE (s.governed AND s.state <> coalesce(e.%5$I::text, 'draft')) OR g.governed
        $query$, place, target, format('%s.%I', place, target), entry_key, status_column);
END
$$;
COMMENT ON FUNCTION surgical_registry.check_target(text, text, text[], text) IS
    'Entries of one protected table whose row and state do not agree';

CREATE FUNCTION surgical_registry.check_content(place text, target text) RETURNS TABLE (code text, object text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    RETURN QUERY EXECUTE format($query$
        SELECT 'content_differs', %3$L || ' ' || s.entry_key::text, 'is final, and its content is not what became final'
        FROM %1$s.entry_state s JOIN %1$s.entry_governance g ON g.target = s.target AND g.entry_key = s.entry_key
        WHERE s.target = %2$L AND s.governed AND s.state = 'final'
          AND surgical_registry.content_digest(%3$L::regclass, s.entry_key) <> s.content_digest
        $query$, place, target, format('%s.%I', place, target));
END
$$;
COMMENT ON FUNCTION surgical_registry.check_content(text, text) IS
    'Final entries of one protected table whose content was changed past the guard';

CREATE FUNCTION surgical_registry.check_columns(protected regclass, named text[]) RETURNS TABLE (code text, object text, detail text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT 'column_gone', protected::text, format('column %s was named to protect()', n.name)
    FROM unnest(named) WITH ORDINALITY n(name, place)
    WHERE n.name IS NOT NULL
      AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = protected AND a.attname = n.name AND a.attnum > 0 AND NOT a.attisdropped)
    $$;
COMMENT ON FUNCTION surgical_registry.check_columns(regclass, text[]) IS
    'Columns that sign-off reads and the table no longer has';

CREATE FUNCTION surgical_registry.check_evidence(place text) RETURNS TABLE (code text, object text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    p record;
    protected regclass;
    guarded boolean;
BEGIN
    RETURN QUERY EXECUTE format($query$
        SELECT 'login_binding_dormant', %2$L || '.login_binding', format('no role has name %%s and oid %%s', b.login, b.role_oid)
        FROM %1$s.login_binding b LEFT JOIN pg_roles r ON r.rolname = b.login AND r.oid = b.role_oid
        WHERE r.oid IS NULL AND b.valid @> current_date
        $query$, place, place);
    FOR p IN EXECUTE format('SELECT * FROM %s.protected_table', place) LOOP
        protected := to_regclass(format('%s.%I', place, p.target));
        PERFORM FROM surgical_registry.our_triggers() o WHERE o.relation = protected AND o.function_name = 'guard_entry';
        guarded := FOUND;
        IF NOT guarded THEN
            RETURN QUERY SELECT 'guard_missing', format('%s.%I', place, p.target), 'is listed as protected but has no guard';
        END IF;
        -- To read a view, or another's table, is to run what another wrote.
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_class WHERE oid = protected AND relkind IN ('r', 'p') AND relowner = current_user::regrole);
        RETURN QUERY SELECT * FROM surgical_registry.check_columns(protected, p.key_columns || p.covered_columns || p.status_column);
        CONTINUE WHEN FOUND;
        RETURN QUERY
        SELECT 'column_not_covered', protected::text, format('a signature is not over column %s', a.attname)
        FROM pg_attribute a
        WHERE a.attrelid = protected AND a.attnum > 0 AND NOT a.attisdropped
          AND a.attname::text <> ALL (p.key_columns || p.covered_columns || coalesce(p.status_column, '')) ORDER BY a.attnum;
        RETURN QUERY SELECT * FROM surgical_registry.check_target(place, p.target, p.key_columns, p.status_column);
        BEGIN
            IF guarded THEN
                RETURN QUERY SELECT * FROM surgical_registry.check_content(place, p.target);
            END IF;
        EXCEPTION WHEN object_not_in_prerequisite_state THEN
            RETURN QUERY SELECT 'not_examined', protected::text, SQLERRM;
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION surgical_registry.check_evidence(text) IS
    'What one schema''s evidence says that the catalogue or the rows do not';

CREATE FUNCTION surgical_registry.unexamined(place oid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT CASE
        WHEN c.relowner <> current_user::regrole THEN format('rows are examined for the owner alone: use SET ROLE %s', c.relowner::regrole)
        WHEN EXISTS (SELECT FROM surgical_registry.evidence_tables() e
                     WHERE e.place = $1 AND (e.evidence IS NULL OR NOT has_table_privilege(e.evidence, 'SELECT')))
        THEN 'evidence is missing, or you may not read it'
        WHEN EXISTS (SELECT FROM surgical_registry.evidence_tables() e JOIN pg_class o ON o.oid = e.evidence
                     WHERE e.place = $1 AND o.relowner <> c.relowner)
        THEN 'some evidence has another owner'
        WHEN NOT EXISTS (SELECT FROM pg_class v WHERE v.relnamespace = $1 AND v.relname = 'entry_governance'
                         AND v.relkind = 'v' AND v.relowner = c.relowner)
        THEN 'view entry_governance is missing, or has another owner'
        END
    FROM pg_class c WHERE c.relnamespace = $1 AND c.relname = 'protected_table'
    $$;
COMMENT ON FUNCTION surgical_registry.unexamined(oid) IS
    'Why check_install() does not read the rows of a schema, so that nobody runs what another wrote; NULL if it does';

CREATE FUNCTION surgical_registry.check_install() RETURNS TABLE (code text, object text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    schema_oid oid;
    reason text;
BEGIN
    RETURN QUERY SELECT * FROM surgical_registry.check_guards();
    RETURN QUERY SELECT * FROM surgical_registry.check_roles();
    FOR schema_oid IN SELECT * FROM surgical_registry.evidence_schemas() LOOP
        reason := surgical_registry.unexamined(schema_oid);
        IF reason IS NOT NULL THEN
            RETURN QUERY SELECT 'not_examined', schema_oid::regnamespace::text, reason;
        ELSE
            RETURN QUERY SELECT * FROM surgical_registry.check_evidence(schema_oid::regnamespace::text);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION surgical_registry.check_install() IS
    'Whatever weakens sign-off in this database: code, object, detail; no row is what is wanted. The rows of a registry are examined for its owner alone, others see not_examined. It cannot show what a superuser hides';

