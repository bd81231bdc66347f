#!/usr/bin/env bash
# Draws a funnel: demo/draw.sh VIEW TITLE EVENTS FILE
# VIEW has a column "unit" and those of funnel(); PGHOST, PGDATABASE and their kin say where it is.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../tools/lib.sh"

(($# == 4)) || die "usage: $(basename "$0") VIEW TITLE EVENTS FILE"
view=$1 title=$2 events=$3 file=$4

scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

for name in points curves; do
	psql -X -q -v ON_ERROR_STOP=1 -A -t -F $'\t' -v funnel="$view" -f "$root/demo/$name.sql" -o "$scratch/$name.tsv"
done
[[ -s $scratch/points.tsv ]] || die "nothing to draw: no operation has both an outcome and a risk above 0"
quietly gnuplot -c "$root/demo/funnel.gp" "$scratch/points.tsv" "$scratch/curves.tsv" "$file" "$title" "$events"
