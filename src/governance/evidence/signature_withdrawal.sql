-- Signatures that were taken back before the entry was final.
CREATE TABLE signature_withdrawal (
    signature_id bigint PRIMARY KEY,
    reason text NOT NULL,
    login text NOT NULL,
    withdrawn_at timestamptz NOT NULL
);
COMMENT ON TABLE signature_withdrawal IS 'Signatures taken back by their signers';
COMMENT ON COLUMN signature_withdrawal.signature_id IS 'Signature that no longer counts';
COMMENT ON COLUMN signature_withdrawal.reason IS 'Why, in the signer''s words';
COMMENT ON COLUMN signature_withdrawal.login IS 'Login of the session';
COMMENT ON COLUMN signature_withdrawal.withdrawn_at IS 'By the server''s clock';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON signature_withdrawal
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('written');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON signature_withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE signature_withdrawal ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE signature_withdrawal ENABLE ALWAYS TRIGGER refuse_truncate;
