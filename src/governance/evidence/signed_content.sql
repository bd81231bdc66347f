-- The very bytes that were signed. Personal data: rows may be erased, their digests stay in signature.
CREATE TABLE signed_content (
    target text NOT NULL,
    entry_key text[] NOT NULL,
    revision integer NOT NULL,
    content_digest bytea NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (target, entry_key, revision, content_digest)
);
COMMENT ON TABLE signed_content IS 'Payloads of signatures; the only evidence that may be deleted, for erasure';
COMMENT ON COLUMN signed_content.target IS 'Protected table';
COMMENT ON COLUMN signed_content.entry_key IS 'Key of the entry';
COMMENT ON COLUMN signed_content.revision IS 'Revision that was signed';
COMMENT ON COLUMN signed_content.content_digest IS 'SHA-256 of the payload';
COMMENT ON COLUMN signed_content.payload IS 'Canonical content, in the format SRG1';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON signed_content
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('erasable');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON signed_content
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE signed_content ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE signed_content ENABLE ALWAYS TRIGGER refuse_truncate;
