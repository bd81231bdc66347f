#!/usr/bin/env bash
# Runs the SQL of README.md and doc/*.md in one fresh database of the server that PGHOST, PGPORT and PGUSER
# name, and compares what it prints with the pages. CONTRIBUTING.md says how such blocks are written.
#   test/readme.sh            prints TAP; exits 1 if anything differs
#   test/readme.sh --update   writes what was printed into the pages, and doc/reference.md, instead
set -euo pipefail
shopt -s nullglob
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root"

database=surgical_registry_readme_$$
export PGDATABASE=postgres PGCLIENTENCODING=UTF8 PGTZ=UTC
export PGOPTIONS="-c client_min_messages=warning"
update=false
[[ ${1:-} != --update ]] || update=true
tests=0 failures=0

sql() { psql -X -q -v ON_ERROR_STOP=1 -v SHOW_CONTEXT=never -P pager=off -P null= "$@" 2>&1; }

# The words of the pages that stand for this server.
in_place() {
	local text=${1//mydb/$database}
	printf '%s' "${text//host \'hospital-a.example.org\'/host \'$socket\', port \'$port\'}"
}

run() { sql -d "$database" <<<"$(in_place "$1")"; }

result() {
	tests=$((tests + 1))
	if $1; then
		echo "ok $tests - $2"
	else
		failures=$((failures + 1))
		echo "not ok $tests - $2"
	fi
}

explain() { printf '%s\n' "$1" | sed 's/^/#   /'; }

trimmed() { sed -E 's/[[:space:]]+$//' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'; }

# A block that shows an error must fail, any other must not.
block() {
	local place=$1 code=$2 expected=$3 has_expected=$4 status=0 passed=true
	actual=$(run "$code") || status=$?
	actual=$(printf '%s\n' "$actual" | sed "s/$database/mydb/g" | trimmed)
	if $has_expected && [[ $expected == ERROR:* ]]; then
		((status != 0)) || passed=false
	else
		((status == 0)) || passed=false
	fi
	if $has_expected && ! $update && [[ $actual != "$(printf '%s\n' "$expected" | trimmed)" ]]; then
		passed=false
	fi
	result $passed "$place"
	$passed || {
		explain "$code"
		explain "exit status $status; expected (-) and printed (+):"
		diff -U 100 <(printf '%s\n' "$expected" | trimmed) <(printf '%s\n' "$actual") | tail -n +4 | sed 's/^/#   /' || true
		actual=${expected%$'\n'}
	}
}

# A row | `statement` | SQLSTATE | ... | of a table of errors.
check_error() {
	local place=$1 statement=$2 state=$3 got
	got=$(sql -d "$database" -v VERBOSITY=sqlstate <<<"$(in_place "$statement;")") || true
	got=${got#*ERROR:  }
	if [[ $got == "$state" ]]; then
		result true "$place"
	else
		result false "$place"
		explain "$statement"
		explain "expected $state, got $got"
	fi
}

# shellcheck disable=SC2016
error_row='^\| `(.*)` \| `([0-9A-Z]{5})` \|'

# Reads a page line by line; "page" is what it should say.
check_page() {
	local file=$1 lines line i code='' expected start
	page=()
	mapfile -t lines <"$file"
	for ((i = 0; i < ${#lines[@]}; i++)); do
		line=${lines[i]}
		page+=("$line")
		if [[ $line =~ $error_row ]]; then
			check_error "$file:$((i + 1))" "${BASH_REMATCH[1]//\\|/|}" "${BASH_REMATCH[2]}"
		fi
		[[ $line == '```sql' ]] || continue
		start=$((i + 1)) code=
		while line=${lines[++i]}; page+=("$line"); [[ $line != '```' ]]; do code+=$line$'\n'; done
		if [[ ${lines[i + 1]:-} == '' && ${lines[i + 2]:-} == '```text' ]]; then
			page+=('' '```text')
			i=$((i + 2)) expected=
			while line=${lines[++i]}; [[ $line != '```' ]]; do expected+=$line$'\n'; done
			block "$file:$start" "$code" "$expected" true
			page+=("$actual" '```')
		else
			block "$file:$start" "$code" '' false
		fi
	done
	if $update; then printf '%s\n' "${page[@]}" >"$file"; fi
}

check_reference() {
	local made
	made=$(PGDATABASE=$database doc/reference.sh)
	if $update; then printf '%s\n' "$made" >doc/reference.md; fi
	if [[ $made == "$(cat doc/reference.md 2>/dev/null)" ]]; then
		result true 'doc/reference.md'
	else
		result false 'doc/reference.md is not what doc/reference.sh prints'
		diff <(printf '%s\n' "$made") doc/reference.md | head -n 40 | sed 's/^/#   /' || true
	fi
}

# The pictures show the README's funnel and chart; made anew on request only, since each gnuplot draws a little differently.
draw() {
	PGDATABASE=$database doc/images/funnel.sh
	PGDATABASE=$database doc/images/watching.sh
}

main() {
	local file
	# Not by PGOPTIONS, which an ordinary login of a page could not connect with.
	sql -c "CREATE DATABASE $database" -c "ALTER DATABASE $database SET lc_messages = 'C'" || exit 1
	trap 'sql -c "DROP DATABASE $database WITH (FORCE)"' EXIT
	socket=$(sql -A -t -c "SELECT split_part(current_setting('unix_socket_directories'), ',', 1)")
	port=$(sql -A -t -c 'SHOW port')
	for file in README.md doc/*.md; do
		check_page "$file"
	done
	check_reference
	if $update; then draw; fi
	echo "1..$tests"
	((failures == 0))
}

main
