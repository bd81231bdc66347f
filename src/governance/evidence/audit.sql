-- What happened to governed and final entries, in the transaction that did it.
CREATE TABLE audit (
    audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target text NOT NULL,
    entry_key text[] NOT NULL,
    action text NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    reason text,
    login text NOT NULL,
    content_digest bytea NOT NULL,
    xid xid8 NOT NULL,
    recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE audit IS 'Changes of governed and final entries and of their evidence';
COMMENT ON COLUMN audit.audit_id IS 'Number; gaps are rollbacks and no sign of removal';
COMMENT ON COLUMN audit.target IS 'Protected table';
COMMENT ON COLUMN audit.entry_key IS 'Key of the entry';
COMMENT ON COLUMN audit.action IS 'What was done';
COMMENT ON COLUMN audit.state IS 'State of the entry afterwards';
COMMENT ON COLUMN audit.revision IS 'Revision afterwards';
COMMENT ON COLUMN audit.reason IS 'Reason that was given';
COMMENT ON COLUMN audit.login IS 'Login of the session';
COMMENT ON COLUMN audit.content_digest IS 'SHA-256 of the entry''s salt and the digest of its content';
COMMENT ON COLUMN audit.xid IS 'Transaction';
COMMENT ON COLUMN audit.recorded_at IS 'By the server''s clock';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('written');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE audit ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE audit ENABLE ALWAYS TRIGGER refuse_truncate;
