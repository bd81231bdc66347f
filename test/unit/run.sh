#!/usr/bin/env bash
# run.sh PROGRAM...: runs every unit test, also after one has failed.
set -uo pipefail

failed=()
for program; do
	echo "# $(basename "$program")"
	timeout --kill-after=10 300 "$program" || failed+=("$(basename "$program")")
done

((${#failed[@]} == 0)) || {
	echo "failed: ${failed[*]}"
	exit 1
}
