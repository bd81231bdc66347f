COMMENT ON TYPE surgical_registry.nhs_number IS
    'NHS number, 943 476 5919: ten digits, the last a check digit by modulus 11; blanks and hyphens allowed in; 8 bytes; no error message repeats one';

