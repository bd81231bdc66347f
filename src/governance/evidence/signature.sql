-- Who signed what. Nothing is changed or removed; a withdrawal is a row of its own.
CREATE TABLE signature (
    signature_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target text NOT NULL,
    entry_key text[] NOT NULL,
    revision integer NOT NULL,
    purpose text NOT NULL,
    meaning text NOT NULL,
    gmc_number text NOT NULL,
    login text NOT NULL,
    role_oid oid NOT NULL,
    authentication text NOT NULL DEFAULT 'login',
    content_digest bytea NOT NULL,
    late boolean NOT NULL,
    signed_at timestamptz NOT NULL
);
CREATE INDEX signature_entry ON signature (target, entry_key, revision);
COMMENT ON TABLE signature IS 'Signatures over the content of entries; whether one counts is worked out, not kept';
COMMENT ON COLUMN signature.signature_id IS 'Number of the signature';
COMMENT ON COLUMN signature.target IS 'Protected table';
COMMENT ON COLUMN signature.entry_key IS 'Key of the entry';
COMMENT ON COLUMN signature.revision IS 'Revision that was signed';
COMMENT ON COLUMN signature.purpose IS 'sign-off, emergency, or retier with the tier';
COMMENT ON COLUMN signature.meaning IS 'What the signer meant by it, in the signer''s words';
COMMENT ON COLUMN signature.gmc_number IS 'Signer';
COMMENT ON COLUMN signature.login IS 'Login of the session';
COMMENT ON COLUMN signature.role_oid IS 'Oid of the login';
COMMENT ON COLUMN signature.authentication IS 'How the signer was known: login, the database login itself';
COMMENT ON COLUMN signature.content_digest IS 'SHA-256 of the payload in signed_content';
COMMENT ON COLUMN signature.late IS 'Given after the signatures of an emergency were due';
COMMENT ON COLUMN signature.signed_at IS 'By the server''s clock';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON signature
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('written');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON signature
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE signature ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE signature ENABLE ALWAYS TRIGGER refuse_truncate;
