# What an expression gives is what PostgreSQL gives for the same formula typed as SQL: the same bits, NULL, or the same SQLSTATE.
# Ten thousand random expressions over random rows; the seed is fixed.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use ExpressionPairs;
use TestNode;

my ($seed, $expressions, $rows, $rows_each) = (20, 10000, 300, 5);
my $search_path = 'SET search_path = public, surgical_registry';

my $node = start_node('expression', 'jit = off', 'fsync = off', 'max_parallel_workers_per_gather = 0');
srand($seed);

sub one_of { return $_[ int(rand(scalar @_)) ] }

sub random_number
{
	return '\N' if rand() < 0.12;
	return one_of('0', '1', '-1', '2', '0.5', '-0', '3', '10') if rand() < 0.4;
	return one_of('1e300', '-1e300', '1e-300', '1.7976931348623157e308', '5e-324', '1e16') if rand() < 0.1;
	return sprintf('%.17g', (rand() - 0.4) * 10**int(rand(7) - 3));
}

sub random_code { return one_of('V41', 'W05', 'A01', 'V42', 'V46') . one_of('', '.1', '.3', '.9') }

sub random_array
{
	my ($make) = @_;
	return rand() < 0.15 ? '\N' : '{' . join(',', map { rand() < 0.2 ? 'NULL' : $make->() } 1 .. int(rand(4))) . '}';
}

sub random_row
{
	my $id = shift;
	my @texts = ('x', '', "It's", 'V41.1', 'y', '\N');
	return join("\t", $id, (map { random_number() } 1 .. 4), one_of('t', 'f', '\N'), one_of('t', 'f', '\N'), one_of(@texts), one_of(@texts),
		random_array(sub { one_of('x', '""', "It's", 'y') }), (map { rand() < 0.2 ? '\N' : random_code() } 1 .. 2),
		random_array(\&random_code), random_array(\&random_code));
}

sub copy_lines
{
	my ($table, @lines) = @_;
	my $file = PostgreSQL::Test::Utils::tempdir() . "/$table";
	append_to_file($file, join('', map { "$_\n" } @lines));
	$node->safe_psql('postgres', "\\copy $table from '$file'");
}

$node->safe_psql('postgres', <<"SQL");
$search_path;
CREATE TABLE sample (id integer PRIMARY KEY, a float8, b float8, c float8, d float8, p boolean, q boolean, s text, t text,
	words text[], o opcs4, i icd10, os opcs4[], is_ icd10[]);
CREATE TABLE expression (no integer PRIMARY KEY, ids integer[], text text, sql text);

-- The bits of a query's float8 in each of these rows; where it fails in one of them, its bits or SQLSTATE row by row.
CREATE FUNCTION answers(formula text, ids integer[]) RETURNS text[] LANGUAGE plpgsql AS \$\$
DECLARE
	query text := format('SELECT array_agg(coalesce(encode(float8send(%s), ''hex''), ''NULL'') ORDER BY id) FROM sample AS r WHERE id = ANY (\$1)', formula);
	answer text[];
	answers text[] := '{}';
	row_id integer;
BEGIN
	BEGIN
		EXECUTE query INTO answer USING ids;
		RETURN answer;
	EXCEPTION WHEN data_exception THEN
		NULL;
	END;
	FOREACH row_id IN ARRAY ids LOOP
		BEGIN
			EXECUTE query INTO answer USING ARRAY[row_id];
			answers := answers || answer;
		EXCEPTION WHEN data_exception THEN
			answers := answers || SQLSTATE::text;
		END;
	END LOOP;
	RETURN answers;
END
\$\$;
SQL

copy_lines('sample', map { random_row($_) } 1 .. $rows);
copy_lines('expression', map {
		my ($text, $sql) = random_pair(5);
		my $first = 1 + int(rand($rows - $rows_each + 1));
		join("\t", $_, '{' . join(',', $first .. $first + $rows_each - 1) . '}', $text, $sql)
	} 1 .. $expressions);

$node->safe_psql('postgres', <<"SQL");
$search_path;
CREATE TABLE answer AS
SELECT no, text, sql, answers(sql, ids) AS theirs, answers(format('predict(%L, r)', 'mean = ' || text), ids) AS ours
FROM expression;
SQL

sub count_answers
{
	return $node->safe_psql('postgres', 'SELECT count(*) FROM answer, unnest(theirs) AS one WHERE ' . shift);
}

my $differing = $node->safe_psql('postgres', <<'SQL');
SELECT format(E'%s\n  in SQL %s\n  we %s\n  PostgreSQL %s', text, sql, ours, theirs)
FROM answer WHERE ours IS DISTINCT FROM theirs ORDER BY length(sql) LIMIT 5
SQL
is($differing, '', "$expressions random expressions mean what they mean in SQL")
  or diag($node->safe_psql('postgres', 'SELECT count(*) FROM answer WHERE ours IS DISTINCT FROM theirs') . ' differ');

# So that the above says something: answers of every sort were compared.
my %least = (
	"one ~ '^[0-9a-f]{16}\$'" => 20000,
	"one = 'NULL'"            => 3000,
	"one = '22012'"           => 200,
	"one = '2201E'"           => 200,
	"one = '2201F'"           => 200,
	"one = '22003'"           => 200);
foreach my $condition (sort keys %least)
{
	cmp_ok(count_answers($condition), '>=', $least{$condition}, "answers where $condition");
}
is(count_answers("one !~ '^([0-9a-f]{16}|NULL|22012|2201E|2201F|22003)\$'"), '0', 'answers of no other sort');

$node->stop;
done_testing();
