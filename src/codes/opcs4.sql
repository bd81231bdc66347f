COMMENT ON TYPE surgical_registry.opcs4 IS
    'OPCS-4 procedure code or category (V41.1, V41): shape checked, not the release table; 4 bytes, ordered V41 < V41.0 < V41.9 < V42';

