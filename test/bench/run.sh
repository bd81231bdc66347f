#!/usr/bin/env bash
# `make bench`: what our types and functions cost beside what they replace, in
# one run on a private PostgreSQL. Prints markdown; never fails for being slow.
#
#   BENCH_ROWS=1000000 BENCH_CODES=5000000 BENCH_ROUNDS=11 make bench
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../../tools/lib.sh"
# shellcheck source=tools/cluster.sh
source "$root/tools/cluster.sh"

here=$root/test/bench
rows=${BENCH_ROWS:-1000000} codes=${BENCH_CODES:-5000000} rounds=${BENCH_ROUNDS:-11}

settings=(
	"shared_buffers = 3GB" "max_wal_size = 8GB" "checkpoint_timeout = 1h" "autovacuum = off"
	"wal_level = minimal" "max_wal_senders = 0" "jit = off"
	"work_mem = 1GB" "maintenance_work_mem = 1GB"
	"max_parallel_workers_per_gather = 0" "max_parallel_maintenance_workers = 0"
)

run_sql() { PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 "$@"; }

# Subject, reference, subject, reference ...; sample 0 warms up and does not count. A long job goes without.
samples() {
	local round job pair
	for job in "${!repeats[@]}"; do
		((every[job] > 1)) || take "$job" 0
	done
	for ((round = 0; round < rounds; round++)); do
		for job in "${!repeats[@]}"; do
			((round % every[job] == 0)) || continue
			for ((pair = 1; pair <= repeats[job]; pair++)); do
				take "$job" $((round / every[job] * repeats[job] + pair))
			done
		done
	done
}

take() {
	say "SELECT bench.take_sample($1, 'subject', $2) \\g /dev/null" \
		"SELECT bench.take_sample($1, 'reference', $2) \\g /dev/null"
}

main() {
	local job count share
	declare -a repeats every
	"$root/tools/prerequisites.sh" bench
	quietly fresh_make -C "$root" all
	quietly install_extension
	trap cluster_stop EXIT
	cluster_start "${settings[@]}"

	say "Making $rows operations and $codes values of each type." >&2
	run_sql -f "$here/harness.sql"
	run_sql -v rows="$rows" -v codes="$codes" -v folder="$cluster_folder" -f "$here/data.sql"
	run_sql -v folder="$cluster_folder" -f "$here/jobs.sql"
	run_sql -v rows="$rows" -f "$here/predict.sql"
	run_sql -v rows="$rows" -f "$here/classify.sql"
	run_sql -v folder="$cluster_folder" -f "$here/governance.sql"

	say "Measuring $rounds rounds." >&2
	while read -r job count share; do
		repeats[job]=$count every[job]=$share
	done < <(run_sql -At -F ' ' -c "SELECT no, repeats, every FROM bench.job")
	samples | run_sql
	run_sql -At -v rows="$rows" -v codes="$codes" -v rounds="$rounds" -v cores="$(nproc)" -f "$here/report.sql"
}

main
