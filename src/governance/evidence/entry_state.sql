-- The state of every entry that is or was governed. Written by the guard and the functions alone.
CREATE TABLE entry_state (
    target text NOT NULL,
    entry_key text[] NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'submitted', 'provisional', 'final')),
    revision integer NOT NULL CHECK (revision > 0),
    content_digest bytea NOT NULL,
    governed boolean NOT NULL,
    highest_tier text,
    policy_version integer,
    ruleset_version integer,
    predates_policy boolean NOT NULL DEFAULT false,
    due_at timestamptz,
    finalised_at timestamptz,
    final_revision integer,
    salt bytea NOT NULL,
    changes bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (target, entry_key)
);
COMMENT ON TABLE entry_state IS 'State, revision and content of entries under sign-off';
COMMENT ON COLUMN entry_state.target IS 'Protected table';
COMMENT ON COLUMN entry_state.entry_key IS 'Key of the entry, as text that no setting changes';
COMMENT ON COLUMN entry_state.state IS 'draft, submitted, provisional (an emergency, signatures to follow) or final';
COMMENT ON COLUMN entry_state.revision IS 'Goes up by one with every change of covered content, and with every amendment';
COMMENT ON COLUMN entry_state.content_digest IS 'SHA-256 of what a signature of this revision is over';
COMMENT ON COLUMN entry_state.governed IS 'Did the entry need signatures when it was last changed?';
COMMENT ON COLUMN entry_state.highest_tier IS 'Highest tier since it was first submitted or signed; retier_entry() alone lowers it';
COMMENT ON COLUMN entry_state.policy_version IS 'Sign-off policy that is pinned; NULL if none was in force';
COMMENT ON COLUMN entry_state.ruleset_version IS 'Complexity ruleset that is pinned; NULL where the tier came with the row';
COMMENT ON COLUMN entry_state.predates_policy IS 'Imported as final, dated before the first policy';
COMMENT ON COLUMN entry_state.due_at IS 'When the signatures of an emergency are due';
COMMENT ON COLUMN entry_state.finalised_at IS 'When it last became final';
COMMENT ON COLUMN entry_state.final_revision IS 'The legal record: the last revision that was final';
COMMENT ON COLUMN entry_state.salt IS 'Random; goes into the digests of the audit, so that they tell nothing once it is gone';
COMMENT ON COLUMN entry_state.changes IS 'Counts changes of evidence; every one of them meets here';
COMMENT ON COLUMN entry_state.changed_at IS 'When it was last changed';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON entry_state
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('state');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON entry_state
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE entry_state ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE entry_state ENABLE ALWAYS TRIGGER refuse_truncate;
