-- Which login is which consultant. Bound by number as well as by name: a role dropped and made again is another.
CREATE TABLE login_binding (
    login text NOT NULL,
    role_oid oid NOT NULL,
    gmc_number text NOT NULL,
    valid daterange NOT NULL CHECK (NOT isempty(valid)),
    EXCLUDE USING gist (int8range(role_oid::bigint, role_oid::bigint, '[]') WITH &&, valid WITH &&)
);
COMMENT ON TABLE login_binding IS 'The one GMC number that a login signs for, day by day';
COMMENT ON COLUMN login_binding.login IS 'Name of the role that logs in';
COMMENT ON COLUMN login_binding.role_oid IS 'Its oid, as in ''dr_a''::regrole::oid; after a restore into another cluster it is to be renewed';
COMMENT ON COLUMN login_binding.gmc_number IS 'Whom the login belongs to';
COMMENT ON COLUMN login_binding.valid IS 'Days on which it may sign; the upper bound is left out';
