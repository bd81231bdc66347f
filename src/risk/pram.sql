-- Published scores.

CREATE FUNCTION surgical_registry.pram_score(urgent boolean, comorbidity boolean, critical_illness boolean, age_days integer, neoplasm boolean) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_pram_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.pram_score(boolean, boolean, boolean, integer, boolean) IS
    'Pediatric Risk Assessment (PRAm) of 30-day or in-hospital death after non-cardiac surgery in children, 0 to 13 points: urgent procedure 1, any comorbidity 2, critical illness (ventilated, on inotropes or resuscitated before the operation) 3, age under 12 months (365 days) 3, neoplasm 4 (Nasr, DiNardo and Faraoni, Anesth Analg 2017;124:1514, PMID 27575562; validated by PMID 31082968). Points order risks, they are no probability, and they leave out the risk of the procedure itself. NULL if any argument is NULL: pram_bounds then says what the score could be. 22003 for a negative age';

CREATE FUNCTION surgical_registry.pram_bounds(urgent boolean, comorbidity boolean, critical_illness boolean, age_days integer, neoplasm boolean, OUT lowest integer, OUT highest integer) RETURNS record
    AS 'MODULE_PATHNAME', 'sr_pram_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.pram_bounds(boolean, boolean, boolean, integer, boolean) IS
    'Least and greatest that pram_score could be, whatever the NULL arguments are; both are the score where none is NULL. 22003 for a negative age';
