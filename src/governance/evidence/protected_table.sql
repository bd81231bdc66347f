-- Which tables are protected, and what their columns mean. Written by protect().
CREATE TABLE protected_table (
    target text PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    identity text NOT NULL,
    key_columns text[] NOT NULL,
    covered_columns text[] NOT NULL,
    operation_date text NOT NULL,
    primary_consultant text NOT NULL,
    second_consultant text,
    provider text,
    tier_column text,
    status_column text,
    protected_by text NOT NULL DEFAULT session_user,
    protected_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE protected_table IS 'Tables under sign-off, with the columns that sign-off reads';
COMMENT ON COLUMN protected_table.target IS 'Name of the table when it was protected; the guard''s argument, and the first part of every key here';
COMMENT ON COLUMN protected_table.version IS 'Version of the list of covered columns, part of what is signed';
COMMENT ON COLUMN protected_table.identity IS 'Schema and table when it was protected, part of what is signed';
COMMENT ON COLUMN protected_table.key_columns IS 'The primary key';
COMMENT ON COLUMN protected_table.covered_columns IS 'Columns that a signature is over, in this order';
COMMENT ON COLUMN protected_table.operation_date IS 'Column with the date of operation';
COMMENT ON COLUMN protected_table.primary_consultant IS 'Column with the GMC number of the primary operator';
COMMENT ON COLUMN protected_table.second_consultant IS 'Column with the GMC number of the second consultant operator, if there is one';
COMMENT ON COLUMN protected_table.provider IS 'Column with the treating provider''s code, if there is one';
COMMENT ON COLUMN protected_table.tier_column IS 'Column with the tier';
COMMENT ON COLUMN protected_table.status_column IS 'Column with the status that is asked for, if there is one';
COMMENT ON COLUMN protected_table.protected_by IS 'Login that called protect()';
COMMENT ON COLUMN protected_table.protected_at IS 'When';

CREATE TRIGGER keep_evidence BEFORE UPDATE OR DELETE ON protected_table
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('append');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON protected_table
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE protected_table ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE protected_table ENABLE ALWAYS TRIGGER refuse_truncate;
