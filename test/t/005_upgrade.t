# The oldest version, updated step by step, leaves the same catalogue as the newest installed at once.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestNode;

my $oldest = '0.1';

my $node   = start_node('upgrade');
my $newest = $node->safe_psql('postgres', "SELECT default_version FROM pg_available_extensions WHERE name = 'surgical_registry'");
plan skip_all => "version $oldest is the newest" if $newest eq $oldest;

create_database($node, $_) foreach qw(fresh updated);
$node->safe_psql('fresh', 'CREATE EXTENSION surgical_registry');
$node->safe_psql('updated', "CREATE EXTENSION surgical_registry VERSION '$oldest'");

# What a user of the old version has stored must outlive the update.
$node->safe_psql('updated', <<'SQL');
SET search_path = public, surgical_registry;
CREATE TABLE operation (code opcs4 PRIMARY KEY, died boolean, risk float8);
INSERT INTO operation VALUES ('V41', false, 0.1), ('V41.1', true, 0.2), ('W37.9', false, 0.3);
CREATE TABLE kept AS SELECT outcome_agg(died, risk) AS summary FROM operation;
CREATE VIEW within AS SELECT code FROM operation WHERE code <@ 'V41';
CREATE FUNCTION chapters() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(DISTINCT chapter(code)) FROM operation; END;
SQL
my $kept = q{SELECT (SELECT string_agg(code::text, ' ' ORDER BY code) FROM public.within), public.chapters(), summary FROM public.kept};
my $before = $node->safe_psql('updated', $kept);
is($node->safe_psql('updated', 'ALTER EXTENSION surgical_registry UPDATE; ' . $kept), $before, 'what was stored is still there');
is($node->safe_psql('updated', "SELECT extversion FROM pg_extension WHERE extname = 'surgical_registry'"), $newest, "updated to $newest");

# Every catalogue that the extension writes to, by names instead of OIDs. The columns of a row are all
# there are but its OID, so that a column of a later server is compared as well.
my @references = (
	[ pg_namespace => qw(pronamespace oprnamespace typnamespace opcnamespace opfnamespace relnamespace collnamespace connamespace) ],
	[ pg_type => qw(prorettype typbasetype typelem typarray castsource casttarget oprleft oprright oprresult
		opcintype opckeytype aggtranstype aggmtranstype amoplefttype amoprighttype amproclefttype amprocrighttype
		rngtypid rngsubtype rngmultitypid enumtypid atttypid contypid provariadic reltype) ],
	[ pg_proc => qw(prosupport oprcode oprrest oprjoin typinput typoutput typreceive typsend typmodin typmodout typanalyze typsubscript
		castfunc aggfnoid aggtransfn aggfinalfn aggcombinefn aggserialfn aggdeserialfn aggmtransfn aggminvtransfn aggmfinalfn
		amproc rngcanonical rngsubdiff) ],
	[ pg_operator => qw(oprcom oprnegate aggsortop amopopr) ],
	[ pg_opfamily => qw(opcfamily amopfamily amprocfamily) ],
	[ pg_opclass => qw(rngsubopc) ],
	[ pg_am => qw(opcmethod opfmethod amopmethod) ],
	[ pg_class => qw(attrelid typrelid) ],
	[ pg_language => qw(prolang) ],
	[ pg_collation => qw(typcollation rngcollation attcollation) ],
	[ pg_authid => qw(proowner typowner opcowner opfowner oprowner relowner) ]);
my %catalogue_of = map { my ($catalogue, @columns) = @$_; map { ($_ => $catalogue) } @columns } @references;

# A column by a name: an OID by what pg_describe_object says, an array of types by their names.
sub column_text
{
	my ($column) = @_;
	my $catalogue = $catalogue_of{$column};
	return qq{(SELECT nspname FROM pg_namespace WHERE oid = x.$column)} if ($catalogue || '') eq 'pg_namespace';
	return qq{(SELECT rolname FROM pg_authid WHERE oid = x.$column)} if ($catalogue || '') eq 'pg_authid';
	return qq{pg_describe_object('$catalogue'::regclass, x.$column\::oid, 0)} if $catalogue;
	return qq{pg_get_function_sqlbody(x.oid)} if $column eq 'prosqlbody';
	return qq{pg_get_function_arguments(x.oid)} if $column eq 'proargdefaults';
	return qq{pg_get_constraintdef(x.oid)} if $column eq 'conbin';
	return qq{(SELECT string_agg(t::regtype::text, ',' ORDER BY n) FROM unnest(x.$column\::oid[]) WITH ORDINALITY AS u(t, n))}
	  if $column =~ /^proarg(types)$|^proallargtypes$|^protrftypes$/;
	return "x.$column\::text";
}

# The rows of a catalogue that belong to the extension, or to something of it.
my $member = q{SELECT objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
	AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'surgical_registry')};
my %rows = (
	pg_proc => "oid IN ($member AND classid = 'pg_proc'::regclass)",
	pg_operator => "oid IN ($member AND classid = 'pg_operator'::regclass)",
	pg_type => "oid IN ($member AND classid = 'pg_type'::regclass) OR typelem IN ($member AND classid = 'pg_type'::regclass)",
	pg_cast => "oid IN ($member AND classid = 'pg_cast'::regclass)",
	pg_opclass => "oid IN ($member AND classid = 'pg_opclass'::regclass)",
	pg_opfamily => "oid IN ($member AND classid = 'pg_opfamily'::regclass)",
	pg_aggregate => "aggfnoid IN ($member AND classid = 'pg_proc'::regclass)",
	pg_amop => "amopfamily IN ($member AND classid = 'pg_opfamily'::regclass)",
	pg_amproc => "amprocfamily IN ($member AND classid = 'pg_opfamily'::regclass)",
	pg_enum => "enumtypid IN ($member AND classid = 'pg_type'::regclass)",
	pg_range => "rngtypid IN ($member AND classid = 'pg_type'::regclass)",
	pg_constraint => "contypid IN ($member AND classid = 'pg_type'::regclass)",
	pg_attribute => "attnum > 0 AND attrelid IN (SELECT typrelid FROM pg_type WHERE typrelid <> 0 AND oid IN ($member AND classid = 'pg_type'::regclass))");

# Rows of the others are told apart by their columns.
my %has_name = map { ($_ => 1) } qw(pg_proc pg_operator pg_type pg_cast pg_opclass pg_opfamily pg_constraint);

# attoptions holds a mark of its own for every relation on recent minor releases.
sub rows_of
{
	my ($database, $catalogue) = @_;
	my @columns = split /\n/, $node->safe_psql($database,
		"SELECT attname FROM pg_attribute WHERE attrelid = '$catalogue'::regclass AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('oid', 'attmissingval', 'attoptions') ORDER BY attname");
	my $text = join q{ || E'\n    ' || }, map { "'$_=' || coalesce(" . column_text($_) . ", 'NULL')" } @columns;
	my $name = $has_name{$catalogue} ? "pg_describe_object('$catalogue'::regclass, x.oid, 0)" : "''";
	return $node->safe_psql($database, qq{
		SET search_path = pg_catalog;
		SELECT name || E'\\n    ' || row FROM (SELECT $name COLLATE "C" AS name, $text COLLATE "C" AS row FROM $catalogue AS x WHERE $rows{$catalogue}) AS r ORDER BY name, row});
}

my %whole = (
	'members' => q{SELECT pg_describe_object(classid, objid, objsubid) COLLATE "C" FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
		AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'surgical_registry') ORDER BY 1},
	'comments' => q{SELECT pg_describe_object(classoid, objoid, objsubid) COLLATE "C", description FROM pg_description
		WHERE pg_describe_object(classoid, objoid, objsubid) LIKE '%surgical_registry%' ORDER BY 1},
	'what depends on what' => q{SELECT DISTINCT pg_describe_object(classid, objid, objsubid) COLLATE "C", pg_describe_object(refclassid, refobjid, refobjsubid) COLLATE "C", deptype FROM pg_depend
		WHERE pg_describe_object(classid, objid, objsubid) LIKE '%surgical_registry.%' AND refclassid <> 'pg_extension'::regclass ORDER BY 1, 2, 3},
	'the schema and its rights' => q{SELECT n.nspname, nspacl, rolname FROM pg_namespace AS n JOIN pg_authid AS r ON r.oid = nspowner WHERE nspname = 'surgical_registry'},
	'initial rights' => q{SELECT pg_describe_object(classoid, objoid, objsubid) COLLATE "C", privtype, initprivs FROM pg_init_privs
		WHERE pg_describe_object(classoid, objoid, objsubid) LIKE '%surgical_registry%' ORDER BY 1},
	'the extension' => q{SELECT extname, extversion, extrelocatable, nspname, extconfig FROM pg_extension JOIN pg_namespace AS n ON n.oid = extnamespace WHERE extname = 'surgical_registry'});

sub is_same
{
	my ($title, $fresh, $updated) = @_;
	isnt($fresh, '', "$title: there is something to compare");
	return if ok($fresh eq $updated, "$title: the same");
	my (%of_fresh, %of_updated);
	$of_fresh{$_}++ foreach split /\n(?! )/, $fresh;
	$of_updated{$_}++ foreach split /\n(?! )/, $updated;
	diag("only installed at once: $_") foreach grep { !$of_updated{$_} } sort keys %of_fresh;
	diag("only after the update: $_") foreach grep { !$of_fresh{$_} } sort keys %of_updated;
	return;
}

foreach my $catalogue (sort keys %rows)
{
	is_same($catalogue, rows_of('fresh', $catalogue), rows_of('updated', $catalogue));
}
foreach my $title (sort keys %whole)
{
	is_same($title, map { $node->safe_psql($_, "SET search_path = pg_catalog; $whole{$title}") } qw(fresh updated));
}

# An extension's script is not checked for the C functions it names: each must be in the module.
my $probe = <<'SQL';
DO $$
DECLARE
	f record;
BEGIN
	FOR f IN SELECT prosrc, probin FROM pg_proc JOIN pg_language AS l ON l.oid = prolang
		WHERE lanname = 'c' AND pronamespace = 'surgical_registry'::regnamespace
	LOOP
		EXECUTE format('CREATE FUNCTION pg_temp.probe() RETURNS void LANGUAGE c AS %L, %L', f.probin, f.prosrc);
		DROP FUNCTION pg_temp.probe();
	END LOOP;
END
$$
SQL
foreach my $version ($oldest, $newest)
{
	my $database = 'module_' . ($version =~ tr/./_/r);
	create_database($node, $database);
	$node->safe_psql($database, "CREATE EXTENSION surgical_registry VERSION '$version'");
	is($node->psql($database, $probe), 0, "the module has every function that version $version names");
}

# Updated, dumped and restored it is the newest.
my $folder = PostgreSQL::Test::Utils::tempdir();
create_database($node, 'restored');
$node->command_ok([ 'pg_dump', '--file', "$folder/updated.sql", $node->connstr('updated') ], 'the updated database can be dumped');
$node->command_ok([ 'psql', '--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', '--file', "$folder/updated.sql", $node->connstr('restored') ], 'and restored');
is($node->safe_psql('restored', $kept), $before, 'with what was stored');
is($node->safe_psql('restored', "SELECT extversion FROM pg_extension WHERE extname = 'surgical_registry'"), $newest, "as version $newest");

done_testing();
