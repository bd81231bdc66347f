-- Identifiers that have a shape and no arithmetic: domains over text.

CREATE DOMAIN surgical_registry.gmc_number AS pg_catalog.text
    CHECK (VALUE OPERATOR(pg_catalog.~) '^[0-9]{7}$');
COMMENT ON DOMAIN surgical_registry.gmc_number IS
    'General Medical Council reference number: seven digits';

CREATE DOMAIN surgical_registry.ods_code AS pg_catalog.text
    CHECK (VALUE OPERATOR(pg_catalog.~) '^[A-Z0-9]{3,10}$');
COMMENT ON DOMAIN surgical_registry.ods_code IS
    'Organisation Data Service code: 3 to 10 letters or digits, upper case';

