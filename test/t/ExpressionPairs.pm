# Random expressions, each as a text of our language and as the SQL that means the same. Parentheses stand only where
# PostgreSQL's precedence needs them, or at random; SQL needs casts where a boolean enters arithmetic, and float8 literals.
package ExpressionPairs;

use strict;
use warnings;

use Exporter qw(import);

our @EXPORT = qw(random_pair);

my ($OR, $AND, $NOT, $IS, $COMPARE, $RANGE, $SUM, $PRODUCT, $POWER, $NEGATE, $PRIMARY) = (1 .. 11);

sub below { return int(rand(shift)) }
sub one_of { return $_[ below(scalar @_) ] }

# A part of an expression: its text, its SQL, how tightly its operator binds, whether it depends on a column.
sub part
{
	my ($text, $sql, $level, @operands) = @_;
	return { text => $text, sql => $sql, level => $level, depends => scalar(grep { $_->{depends} } @operands) };
}

sub column { my $name = shift; return { text => $name, sql => $name, level => $PRIMARY, depends => 1 } }

# As an operand where at least this tightness is needed.
sub at
{
	my ($part, $least) = @_;
	return $part if $part->{level} >= $least && rand() > 0.1;
	return part("($part->{text})", "($part->{sql})", $PRIMARY, $part);
}

sub joined
{
	my ($level, $format, @operands) = @_;
	return part(sprintf($format, map { $_->{text} } @operands), sprintf($format, map { $_->{sql} } @operands), $level, @operands);
}

sub number_leaf
{
	my $digits = one_of('0', '1', '2', '0.5', '3', '10', '0.1', '1e3', '.25', '7.', '1e-5');
	return rand() < 0.6 ? column(one_of(qw(a b c d))) : part($digits, "float8 '$digits'", $PRIMARY);
}

# PostgreSQL works out at once what depends on no column, needed or not: it is given no such operation.
sub dependent
{
	my ($make, @arguments) = @_;
	my $part;
	do { $part = $make->(@arguments) } until $part->{depends};
	return $part;
}

sub boolean_as_number
{
	my $condition = at(boolean(shift), $PRIMARY);
	return part($condition->{text}, "$condition->{sql}::int::float8", $PRIMARY, $condition);
}

sub binary
{
	my ($level, $sign, $depth) = @_;
	return joined($level, "%s $sign %s", at(dependent(\&number, $depth), $level), at(number($depth), $level + 1));
}

sub negation
{
	return joined($NEGATE, '- %s', at(dependent(\&number, shift), $NEGATE));
}

sub function
{
	my $depth = shift;
	return joined($PRIMARY, one_of(qw(abs sqrt ln exp)) . '(%s)', dependent(\&number, $depth));
}

# The first is the one that coalesce could settle at once.
sub choice
{
	my ($make, $depth, @names) = @_;
	my @operands = (dependent($make, $depth), map { $make->($depth) } 0 .. below(3));
	return joined($PRIMARY, one_of(@names) . '(' . join(', ', ('%s') x @operands) . ')', @operands);
}

sub number
{
	my $depth = (shift) - 1;
	return number_leaf() if $depth < 0;
	my $kind = below(20);
	return negation($depth)          if $kind == 0;
	return function($depth)          if $kind < 4;
	return boolean_as_number($depth) if $kind < 6;
	return choice(\&number, $depth, qw(least greatest coalesce)) if $kind < 8;
	return binary($POWER, '^', $depth) if $kind == 8;
	return binary($PRODUCT, one_of('*', '*', '/'), $depth) if $kind < 14;
	return binary($SUM, one_of('+', '-'), $depth);
}

sub text
{
	my $depth = shift;
	return choice(\&text, 0, 'coalesce') if $depth > 0 && rand() < 0.2;
	my $literal = one_of("'x'", "''", "'It''s'", "'V41.1'");
	return rand() < 0.6 ? column(one_of(qw(s t))) : part($literal, $literal, $PRIMARY);
}

sub negated { return one_of('', '', 'not ') }

sub comparison
{
	my $depth = shift;
	return joined($COMPARE, '%s ' . one_of('=', '<>') . ' %s', dependent(\&text, $depth), text($depth)) if rand() < 0.2;
	return joined($COMPARE, '%s ' . one_of('=', '<>', '<', '>=') . ' %s',
		at(dependent(\&boolean, $depth), $RANGE), at(dependent(\&boolean, $depth), $RANGE)) if rand() < 0.2;
	return joined($COMPARE, '%s ' . one_of('<', '<=', '=', '<>', '>=', '>') . ' %s',
		at(dependent(\&number, $depth), $RANGE), at(number($depth), $RANGE));
}

# Bounds and members are leaves: SQL may leave them unevaluated, which must not hide an error.
sub between
{
	return joined($RANGE, '%s ' . negated() . 'between %s and %s', at(dependent(\&number, shift), $SUM), number_leaf(), number_leaf());
}

sub membership
{
	my $depth = shift;
	my ($operand, $leaf) = rand() < 0.3 ? (dependent(\&text, $depth), sub { text(0) }) : (at(dependent(\&number, $depth), $SUM), \&number_leaf);
	my @members = map { $leaf->() } 0 .. below(3);
	return joined($RANGE, '%s ' . negated() . 'in (' . join(', ', ('%s') x @members) . ')', $operand, @members);
}

sub array_membership
{
	my ($text, $not) = (text(1), negated());
	return part("$text->{text} ${not}in words", "($not$text->{sql} = ANY (words))", $RANGE, column('words'));
}

# An element that is NULL may be any code: as = ANY, and not as any_code_in, which leaves it out.
sub any_in_list
{
	my ($name, $list) = @_;
	return "(any_code_in($name, $list) or nullif(array_position($name, NULL) IS NOT NULL, true))";
}

# The texts that samples hold: one a code, one none, the others not readable.
sub text_in_list
{
	my ($name, $list) = @_;
	return "CASE $name WHEN '' THEN false WHEN 'V41.1' THEN icd10 'V41.1' <@ $list END";
}

sub code_membership
{
	my $not  = negated();
	my $list = one_of('V41', 'V41-V43, W05.1', 'W05.1', 'V42.3-V46', 'A01, W05-W06');
	my ($name, $system, $is_array) = @{ one_of([ 'o', 'opcs4', 0 ], [ 'i', 'icd10', 0 ], [ 'os', 'opcs4', 1 ], [ 'is_', 'icd10', 1 ]) };
	my $codes = "${system}_codes('$list')";
	my $sql = $is_array ? any_in_list($name, $codes) : "$name <@ $codes";
	($name, $sql) = ('s', text_in_list('s', "icd10_codes('$list')")) if rand() < 0.2;
	return part("$name ${not}in {$list}", "($not($sql))", $RANGE, column($name));
}

sub code_comparison
{
	my ($name, $system) = @{ one_of([ 'o', 'opcs4' ], [ 'i', 'icd10' ]) };
	my ($sign, $code) = (one_of('=', '<>', '<', '>='), one_of("'V41.1'", "'V42'", "'w051'"));
	return part("$name $sign $code", "$name $sign $system $code", $COMPARE, column($name));
}

sub null_test
{
	my $depth = shift;
	my $operand = one_of(
		sub { at(dependent(\&number, $depth), $COMPARE) }, sub { at(dependent(\&boolean, $depth), $COMPARE) },
		sub { dependent(\&text, $depth) }, sub { column(one_of(qw(words os is_ o i))) })->();
	return joined($IS, '%s is ' . negated() . 'null', $operand);
}

sub logic
{
	my ($level, $word, $depth) = @_;
	return joined($level, "%s $word %s", at(dependent(\&boolean, $depth), $level), at(dependent(\&boolean, $depth), $level + 1));
}

sub boolean
{
	my $depth = (shift) - 1;
	return column(one_of(qw(p q))) if $depth < 0;
	my $kind = below(20);
	return joined($NOT, 'not %s', at(dependent(\&boolean, $depth), $NOT)) if $kind < 2;
	return logic($AND, 'and', $depth) if $kind < 5;
	return logic($OR, 'or', $depth) if $kind < 8;
	return between($depth)      if $kind == 8;
	return membership($depth)   if $kind < 11;
	return array_membership()   if $kind == 11;
	return code_membership()    if $kind == 12;
	return code_comparison()    if $kind == 13;
	return null_test($depth)    if $kind < 16;
	return choice(\&boolean, $depth, 'coalesce') if $kind == 16;
	return comparison($depth);
}

# (text, SQL of a float8): a number or a condition, up to so deep
sub random_pair
{
	my $depth = 1 + below(shift);
	my $part = rand() < 0.6 ? dependent(\&number, $depth) : dependent(\&boolean_as_number, $depth);
	return ($part->{text}, $part->{sql});
}

1;
