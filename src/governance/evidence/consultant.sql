-- Who is a consultant. A number is not an appointment: consultant_post holds those.
CREATE TABLE consultant (
    gmc_number text PRIMARY KEY CHECK (gmc_number ~ '^[0-9]{7}$'),
    name text NOT NULL
);
COMMENT ON TABLE consultant IS 'Consultants and other clinicians, by GMC number';
COMMENT ON COLUMN consultant.gmc_number IS 'General Medical Council reference number: seven digits';
COMMENT ON COLUMN consultant.name IS 'Name as it appears in print';
