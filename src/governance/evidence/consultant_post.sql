-- Appointments, past and present. A signature counts for a post that was valid on the day.
CREATE TABLE consultant_post (
    gmc_number text NOT NULL,
    organisation_code text NOT NULL,
    kind text NOT NULL DEFAULT 'consultant',
    specialty text,
    valid daterange NOT NULL CHECK (NOT isempty(valid)),
    PRIMARY KEY (gmc_number, organisation_code, kind, valid)
);
COMMENT ON TABLE consultant_post IS 'Appointments: who held which post where, from when to when';
COMMENT ON COLUMN consultant_post.gmc_number IS 'Who';
COMMENT ON COLUMN consultant_post.organisation_code IS 'ODS code of the provider';
COMMENT ON COLUMN consultant_post.kind IS 'Kind of post, such as consultant, honorary consultant, trainee; the sign-off policy says which may sign (consultant, if it does not)';
COMMENT ON COLUMN consultant_post.specialty IS 'Specialty of the post; the sign-off policy may list those that count';
COMMENT ON COLUMN consultant_post.valid IS 'Days on which the post was held; the upper bound is left out, as in [2020-01-01,2024-07-01)';
