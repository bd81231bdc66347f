#!/usr/bin/env bash
# run.sh SECONDS PROGRAM...: shares the seconds out among fuzz targets. Each
# starts from corpus/NAME, keeps what it finds beside the program, and prints
# one line. An input that crashes, hangs or breaks a property is kept and shown.
# FUZZ_SEED=0 draws other random numbers each time.
set -uo pipefail

corpus=$(cd "$(dirname "$0")" && pwd)/corpus
seconds=$(($1 / ($# - 1)))
shift

run_target() {
	"$1" -seed="${FUZZ_SEED:-1}" -max_total_time=$((seconds > 0 ? seconds : 1)) -timeout=10 \
		-close_fd_mask=1 -print_final_stats=1 -artifact_prefix="$1.crashes/" "$1.found" "$corpus/$(basename "$1")"
}

summary_of() {
	local runs coverage
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$1")
	coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$1" | tail -n 1)
	echo "${runs:-0} inputs, ${coverage:-0} branches covered"
}

show_failure() {
	local input
	tail -n 40 "$1.log"
	for input in "$1".crashes/*; do
		echo "kept: $input"
	done
}

failures=0
for program; do
	name=$(basename "$program")
	rm -rf "$program.crashes"
	mkdir -p "$program.crashes" "$program.found"
	if run_target "$program" >"$program.log" 2>&1; then
		echo "ok - $name: $(summary_of "$program.log")"
	else
		show_failure "$program"
		echo "not ok - $name: $(summary_of "$program.log")"
		failures=$((failures + 1))
	fi
done
((failures == 0))
