-- Sign-off: the guard, the functions of signers, and what can be asked.

CREATE FUNCTION surgical_registry.guard_entry() RETURNS trigger
    AS 'MODULE_PATHNAME', 'sr_guard_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.guard_entry() IS
    'Constraint trigger that protect() puts on a table: refuses (23514) a transition to final without the signatures that the policy wants, any change of a final entry, of a key, and deletion of anything but drafts';

CREATE FUNCTION surgical_registry.keep_evidence() RETURNS trigger
    AS 'MODULE_PATHNAME', 'sr_keep_evidence' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.keep_evidence() IS
    'Trigger on tables of evidence: refuses (42501) what their way of keeping, the argument, does not allow: append, written, erasable or state';

CREATE FUNCTION surgical_registry.refuse_truncate() RETURNS trigger
    AS 'MODULE_PATHNAME', 'sr_refuse_truncate' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.refuse_truncate() IS
    'Trigger on protected tables and tables of evidence: refuses TRUNCATE (42501)';

CREATE FUNCTION surgical_registry.check_signoff_policy() RETURNS trigger
    AS 'MODULE_PATHNAME', 'sr_check_signoff_policy' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.check_signoff_policy() IS
    'Trigger on signoff_policy: refuses settings that cannot be read (22023) and rules for days that are past (23514)';

CREATE FUNCTION surgical_registry.sign_entry(target regclass, key text[], meaning text, expected_digest bytea) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_sign_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.sign_entry(regclass, text[], text, bytea) IS
    'Signs an entry as it is now, as the consultant whom the login is bound to, and gives the number of the signature; expected_digest is the content_digest of what was read. 42501 for anybody else, without a post that may sign or inside a trigger, 55000 if the entry has changed since, is final or needs no signature, 23505 for a second signature of one consultant, 22004 for NULL';

CREATE FUNCTION surgical_registry.withdraw_signature(target regclass, key text[], reason text) RETURNS void
    AS 'MODULE_PATHNAME', 'sr_withdraw_signature' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.withdraw_signature(regclass, text[], text) IS
    'Takes back one''s own standing signature, before the entry is final; 55000 if there is none, 42501 inside a trigger, 22004 for NULL';

CREATE FUNCTION surgical_registry.finalise_entry(target regclass, key text[]) RETURNS void
    AS 'MODULE_PATHNAME', 'sr_finalise_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.finalise_entry(regclass, text[]) IS
    'Makes an entry final, as an UPDATE of its status does; 23514 says what is missing, P0002 that the caller may change no such entry';

CREATE FUNCTION surgical_registry.amend_entry(target regclass, key text[], reason text) RETURNS void
    AS 'MODULE_PATHNAME', 'sr_amend_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.amend_entry(regclass, text[], text) IS
    'Opens a new revision of a final entry, which is submitted again; signatures of the revision before do not count for it. For an entry that needed signatures the login of a consultant with a post (42501, as inside a trigger); 55000 if it is not final. An entry that was imported comes under the first policy';

CREATE FUNCTION surgical_registry.retier_entry(target regclass, key text[], tier surgical_registry.complexity_tier, reason text) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_retier_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.retier_entry(regclass, text[], surgical_registry.complexity_tier, text) IS
    'Corrects the tier of an entry; to leave a tier that needs sign-off, as many consultants as the policy wants call it one after another. True once the tier is changed, false while others are awaited';

CREATE FUNCTION surgical_registry.declare_emergency(target regclass, key text[], reason text) RETURNS void
    AS 'MODULE_PATHNAME', 'sr_declare_emergency' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.declare_emergency(regclass, text[], text) IS
    'Makes an entry provisional by one consultant''s word; its signatures are due some hours after the operation date, by the policy, and are marked late after that. It needs no operation date and no policy in force; 23514 if the date is to come, 42501 without a post or inside a trigger';

CREATE FUNCTION surgical_registry.import_entries(target regclass) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_import_entries' LANGUAGE C STRICT;
COMMENT ON FUNCTION surgical_registry.import_entries(regclass) IS
    'Makes entries final that are submitted or final already, need signatures, and are dated before the first sign-off policy and never were final before: marked predates_policy, and counted. For the table''s owner (42501); 55000 while there is no policy';

CREATE FUNCTION surgical_registry.content_digest(target regclass, key text[]) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_content_digest' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION surgical_registry.content_digest(regclass, text[]) IS
    'SHA-256 of what a signature of an entry would be over now: table, key, revision, policy and covered columns, in a form that no setting changes; NULL for NULL, P0002 if the caller may read no such entry';

CREATE FUNCTION surgical_registry.entry_status(target regclass, key text[],
        OUT state text, OUT revision integer, OUT tier surgical_registry.complexity_tier, OUT signatures integer, OUT missing text[])
    AS 'MODULE_PATHNAME', 'sr_entry_status' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION surgical_registry.entry_status(regclass, text[]) IS
    'State of an entry, its revision, the tier that counts (the highest so far; unclassified as highly_complex), consultants whose signatures stand on its present content, and what it lacks to become final; NULL for NULL';

CREATE FUNCTION surgical_registry.entry_key(VARIADIC "any") RETURNS text[]
    AS 'MODULE_PATHNAME', 'sr_entry_key' LANGUAGE C STABLE;
COMMENT ON FUNCTION surgical_registry.entry_key("any") IS
    'Key of an entry as evidence holds it: the values as text that no setting changes; NULL if one of them is';

