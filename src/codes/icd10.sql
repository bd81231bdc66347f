COMMENT ON TYPE surgical_registry.icd10 IS
    'ICD-10 diagnosis code of 3 to 7 characters (M41.1, M41): shape checked, not the release table; I10X is I10; 8 bytes, ordered M41 < M41.0 < M41.00 < M41.1 < M42';

