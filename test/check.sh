#!/usr/bin/env bash
# `make check`: every test on a private PostgreSQL. Goes on after a failure; the last line counts everything.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../tools/lib.sh"
# shellcheck source=tools/cluster.sh
source "$root/tools/cluster.sh"

shared_data=${SHARED_DATA:-$root/../shared/data}
passed=0 failed=0 skipped=0
scratch=

# stage NAME COUNTER COMMAND...: runs the command, and lets the counter read "passed failed skipped" from its output.
stage() {
	local name=$1 counter=$2 started=$SECONDS status=0 ok=0 bad=0 left=0
	local log=$scratch/stage.log
	shift 2
	("$@") >"$log" 2>&1 </dev/null || status=$?
	read -r ok bad left < <("$counter" "$status" <"$log")
	# A run that died has failed, whatever it had counted by then; so has one that ran nothing.
	(((status == 0 && ok + bad + left > 0) || bad > 0)) || bad=1
	passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left))
	if ((bad)); then cat "$log"; elif ((left)); then grep -iE '# skip|\.\. skipped: ' "$log"; fi
	printf '%-34s %4d passed %4d failed %4d skipped %6d s\n' "$name" "$ok" "$bad" "$left" $((SECONDS - started))
}

# Counters: one item by its exit status; cmocka; pg_regress of PostgreSQL 15, and from 16 on; prove -v.
count_one() { (($1)) && echo 0 1 0 || echo 1 0 0; }

count_cmocka() {
	awk '/^\[  PASSED  \] [0-9]+ test/ { ok += $4 } /^\[  FAILED  \] [0-9]+ test/ { bad += $4 }
	     /^\[  SKIPPED \] [0-9]+ test/ { left += $4 } END { print ok + 0, bad + 0, left + 0 }'
}

count_regress() {
	awk '/^(test .*|     .*)\.\.\. ok / || /^ok [0-9]/ { ok++ }
	     /^(test .*|     .*)\.\.\. FAILED / || /^not ok [0-9]/ { bad++ } END { print ok + 0, bad + 0, 0 }'
}

count_tap() {
	awk '/^1\.\.0 # SKIP/ || /^test.*\.t \.+ skipped: / || /^ok [0-9]+.* # skip/ { left++; next } /^ok [0-9]/ { ok++ } /^not ok [0-9]/ { bad++ }
	     END { print ok + 0, bad + 0, left + 0 }'
}

# The checkout and the data may lie where the server's user cannot read; and a build elsewhere would
# take the objects of a built checkout for its own, so the copy has none.
copy_tree() {
	mkdir -p "$scratch/tree" "$scratch/data" &&
		tar -C "$root" --exclude=./.git --exclude='*.o' --exclude='*.bc' --exclude='*.d' --exclude='*.so' \
			--exclude='./surgical_registry--*.sql' -cf - . | tar -C "$scratch/tree" -xf - &&
		{ [[ ! -d $shared_data ]] || cp -R "$shared_data/." "$scratch/data"; } &&
		chmod -R u+rwX "$scratch/tree" "$scratch/data" &&
		{ ((EUID != 0)) || chown -R "$(server_user):" "$scratch/tree" "$scratch/data"; }
}

build_elsewhere() {
	local folder=$scratch/$1
	shift
	mkdir -p "$folder" && fresh_make -C "$folder" -f "$scratch/tree/Makefile" WERROR=1 "$@" all
}

install_in_destdir() {
	local folder=$scratch/destdir extension version file
	fresh_make -C "$root" install DESTDIR="$folder" || return
	extension=$("$PG_CONFIG" --sharedir)/extension/surgical_registry
	version=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$root/surgical_registry.control")
	for file in "$("$PG_CONFIG" --pkglibdir)/surgical_registry.so" "$extension.control" "$extension--$version.sql"; do
		[[ -s $folder$file ]] || { say "not installed: $file"; return 1; }
	done
}

regress() {
	local output=$scratch/regress
	mkdir -p "$output"
	fresh_make -C "$root" installcheck TAP_TESTS= EXTRA_REGRESS_OPTS="--outputdir=$output" "$@" && return
	head -n 500 "$output/regression.diffs"
	return 1
}

start_cluster() {
	trap cluster_stop EXIT
	cluster_start && echo "$cluster_folder" >"$scratch/cluster" && trap - EXIT
}

tap() {
	local name
	name=$(basename "$1" .t)
	as_server_user env --chdir="$scratch/tree" \
		SURGICAL_REGISTRY_ROOT="$scratch/tree" \
		SURGICAL_REGISTRY_DATA="$([[ -d $shared_data ]] && echo "$scratch/data")" \
		TESTDIR="$scratch/tree" TESTDATADIR="$scratch/tree/tmp_check" TESTLOGDIR="$scratch/tree/tmp_check/log" \
		PG_REGRESS="$pgxs_test/regress/pg_regress" \
		prove -v -I "$pgxs_test/perl" "test/t/$name.t" && return
	tail -n 60 "$scratch/tree/tmp_check/log/regress_log_$name" || true
	return 1
}

demo() { env -u DATA -u UNIT -u OUTCOME -u RISK DEMO_OUT="$scratch/demo" "$@" "$root/demo/run.sh"; }

drawing_is_sound() { perl -0ne 'exit !(/<svg\b/ && /<\/svg>\s*\z/ && !/\bnan\b/i)' "$scratch/demo/$1.svg"; }

demo_of_real_data() { demo env && drawing_is_sound funnel && drawing_is_sound watching; }

own_file() {
	demo DATA="$scratch/own.csv" UNIT="$1" OUTCOME='Dead?' RISK="risk 'p'"
}

demo_of_own_file() {
	cat >"$scratch/own.csv" <<-'END'
		"The ""unit"", 1",Dead?,"risk 'p'",
		Ann & <Bob>,Yes,0.5,x
		"Ann & <Bob>",no,.25,
		O'Hara {_}^2,t,1e-3,y
		O'Hara {_}^2,,0.1,
		,0,NA,
	END
	own_file 'The "unit", 1' && drawing_is_sound funnel
}

demo_of_wrong_column() {
	! own_file surgeon >"$scratch/refused" 2>&1 && grep -F 'no column "surgeon"' "$scratch/refused"
}

finish() {
	DEMO_OUT=$scratch/demo "$root/demo/stop.sh" --quiet || true
	cluster_stop
	rm -rf -- "$scratch"
}

main() {
	local file
	scratch=$(make_scratch)
	trap finish EXIT

	"$root/tools/prerequisites.sh" check || true
	stage "prerequisites" count_one "$root/tools/prerequisites.sh" check
	stage "copy of the tree" count_one copy_tree
	stage "build with the server's compiler" count_one build_elsewhere gcc
	stage "build with clang" count_one build_elsewhere clang CC=clang with_llvm=no
	stage "build in place" count_one fresh_make -C "$root" all WERROR=1
	stage "install" count_one install_extension
	stage "install with DESTDIR" count_one install_in_destdir
	stage "lint" count_one fresh_make -C "$root" lint
	stage "unit tests" count_cmocka fresh_make -C "$root" unit
	stage "fuzzing" count_one fresh_make -C "$root" fuzz FUZZ_SECONDS=60

	stage "private cluster" count_one start_cluster
	[[ ! -f $scratch/cluster ]] || cluster_attach "$(<"$scratch/cluster")"
	stage "regression tests" count_regress regress ISOLATION=
	if grep -q '^ISOLATION' "$root/Makefile"; then
		stage "isolation tests" count_regress regress REGRESS=
	fi
	pgxs_test=$(dirname "$("$PG_CONFIG" --pgxs)")/../test
	for file in "$root"/test/t/*.t; do
		stage "t/$(basename "$file")" count_tap tap "$file"
	done
	if [[ -x $root/test/readme.sh ]]; then
		stage "README" count_tap "$root/test/readme.sh"
	fi
	stage "demo" count_one demo_of_real_data
	stage "demo of a user's file" count_one demo_of_own_file
	stage "demo of a wrong column" count_one demo_of_wrong_column

	say "$passed passed, $failed failed, $skipped skipped"
	((failed == 0))
}

main
