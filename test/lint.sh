#!/usr/bin/env bash
# Rules of the house that no compiler checks. `make lint` calls this, and sets:
#   PURE    the C files that need no server
#   OBJS    every object of the module
#   MODULE  the built module
#   CC      the compiler
set -uo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../tools/lib.sh"
cd "$root" || exit

longest_file=600
median_function=20
failures=0

# check NAME COMMAND...: passes if the command succeeds; shows what it printed if not.
check() {
	local name=$1 output
	shift
	if output=$("$@" 2>&1); then
		say "ok - $name${output:+ ($output)}"
	else
		say "not ok - $name"
		sed 's/^/    /' <<<"$output"
		failures=$((failures + 1))
	fi
}

# Passes if nothing was found; a search that cannot run fails.
nothing() {
	local status=0
	"$@" || status=$?
	((status == 1))
}

sources() { find src -name '*.[ch]' | sort; }

# The pure files and every header they include, by the compiler's own account.
# Without the server's folder: including a header of it does not even compile.
pure_closure() {
	local file
	for file in $PURE; do
		"$CC" -MM -Isrc "$file" || return
	done | tr -s ' \\' '\n' | grep '\.[ch]$' | sort -u
}

search_pure() {
	local list closure
	list=$(pure_closure) || { say "$list"; return 2; }
	mapfile -t closure <<<"$list"
	grep "$@" "${closure[@]}"
}

pure_files_know_no_server() {
	nothing search_pure -nwE 'postgres|palloc0?|pfree|repalloc|ereport|elog|Datum|StringInfo|PG_[A-Z_]+|CHECK_FOR_INTERRUPTS'
}

standard_headers='assert|ctype|errno|float|inttypes|limits|math|stdarg|stdbool|stddef|stdint|stdio|stdlib|string'

pure_files_include_standard_headers() {
	search_pure -nE '^#[[:space:]]*include[[:space:]]*<' |
		nothing grep -vE "<($standard_headers)\.h>|^src/stats/rmath\.c:.*<dlfcn\.h>"
}

statistics_are_pure() { nothing grep -vxFf <(tr ' ' '\n' <<<"$PURE") <(find src/stats -name '*.c'); }

every_source_is_built() {
	diff <(find src -name '*.c' | sort) <(tr ' ' '\n' <<<"$OBJS" | sed -n 's/\.o$/.c/p' | sort)
}

one_file_tests_the_version() { nothing grep -rl --include='*.[ch]' PG_VERSION_NUM src --exclude=compat.h; }

one_file_loads_libraries() { nothing grep -rlwE --include='*.[ch]' 'dlopen|dlsym|dlclose' src --exclude=rmath.c; }

no_fast_math() {
	nothing grep -rnE --include='*.[ch]' --include=Makefile --include='*.mk' -e \
		'-Ofast|-f(fast|unsafe|finite|associative|reciprocal)-?math|-fno-(signed-zeros|trapping-math)|FP_CONTRACT[[:space:]]+ON|optimize[[:space:]]*\(' \
		Makefile test/test.mk src
}

only_our_symbols_are_exported() {
	local symbols
	symbols=$(nm -D --defined-only "$MODULE") || return
	nothing grep -vE ' (sr_[a-z0-9_]+|pg_finfo_sr_[a-z0-9_]+|Pg_magic_func|_PG_init)$' <<<"$symbols"
}

scripts_create_what_is_new() {
	nothing grep -rniE --include='*.sql' 'create[[:space:]]+or[[:space:]]+replace|if[[:space:]]+not[[:space:]]+exists' src
}

files_are_short() {
	find src test tools demo -regextype egrep -regex '.*\.(c|h|sql|sh|mk|t|pm|R|gp)' -not -path '*/build/*' -not -path '*/tmp_check/*' -exec wc -l {} + |
		awk -v most="$longest_file" '$2 != "total" && $1 > most { print; bad = 1 } END { exit bad }'
}

# Name, file and lines of body of every function: its braces stand in the first column.
function_lengths() {
	sources | xargs awk 'FNR == 1 { start = 0 }
	     /^[a-zA-Z_0-9]+\(/ { name = $0; sub(/\(.*/, "", name) }
	     /^\{$/ { start = FNR }
	     /^\}$/ && start { print FNR - start - 1, FILENAME, name; start = 0 }' | sort -n
}

functions_are_short() {
	function_lengths | awk -v most="$median_function" '
		{ line[NR] = $0; length_of[NR] = $1 }
		END {
			median = length_of[int((NR + 1) / 2)]
			split(line[NR], longest, " ")
			printf "%d functions, median %d lines, longest %d: %s in %s", NR, median, longest[1], longest[3], longest[2]
			exit !(NR > 0 && median < most)
		}'
}

# Folders of src in layers; a folder includes from itself and from lower layers.
layers="types, stats <- codes <- expression <- complexity, risk, outcomes, referral <- governance <- registry"

layer_of() {
	awk -v folder="$1" -v RS=' <- ' '{ gsub(",", " "); for (i = 1; i <= NF; i++) if ($i == folder) print NR }' <<<"$layers"
}

# Lines "file folder", for every include of another folder of src.
includes_across() {
	grep -roE --include='*.[ch]' 'include "[a-z_]+/' src/*/ |
		sed -E 's/:include "(.*)\/$/ \1/' | sort -u |
		while read -r file folder; do
			[[ ! -d src/$folder || $file == src/$folder/* ]] || say "$file $folder"
		done
}

includes_point_upward() {
	local file folder above below status=0
	while read -r file folder; do
		above=$(layer_of "$(cut -d/ -f2 <<<"$file")") below=$(layer_of "$folder")
		((${below:-9} < ${above:-0})) && continue
		say "$file includes from $folder"
		status=1
	done < <(includes_across)
	return $status
}

scripts_parse() {
	local script status=0
	while read -r script; do
		bash -n "$script" || status=1
	done < <(find . -name '*.sh' -not -path './.git/*'; find .ci -type f)
	return $status
}

main() {
	check "pure files and their headers know no server" pure_files_know_no_server
	check "pure files include standard headers alone" pure_files_include_standard_headers
	check "statistics are pure" statistics_are_pure
	check "every C file is built" every_source_is_built
	check "PG_VERSION_NUM is tested in src/compat.h alone" one_file_tests_the_version
	check "libraries are loaded in src/stats/rmath.c alone" one_file_loads_libraries
	check "no fast-math" no_fast_math
	check "the module exports its SQL functions alone" only_our_symbols_are_exported
	check "install script replaces nothing and skips nothing" scripts_create_what_is_new
	check "files stay under $longest_file lines" files_are_short
	check "functions are short" functions_are_short
	check "layers: $layers" includes_point_upward
	check "shell scripts parse" scripts_parse

	((failures == 0))
}

main
