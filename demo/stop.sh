#!/usr/bin/env bash
# Stops the PostgreSQL that `make demo` left running and removes its folder.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../tools/lib.sh"
# shellcheck source=tools/cluster.sh
source "$root/tools/cluster.sh"

record=${DEMO_OUT:-$root/demo}/.cluster

if [[ -f $record ]] && cluster_attach "$(<"$record")"; then
	cluster_stop
	said="The demo's PostgreSQL is stopped and its folder removed."
else
	said="No PostgreSQL of the demo is running."
fi
rm -f "$record"
[[ ${1:-} == --quiet ]] || say "$said"
