#!/usr/bin/env bash
# Draws a VLAD with its band and a CUSUM with its limit: demo/draw_chart.sh VIEW TITLE FILE
# VIEW has the columns unit, no, vlad, lower, upper, cusum, control_limit; the unit that rises highest is drawn.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../tools/lib.sh"

(($# == 3)) || die "usage: $(basename "$0") VIEW TITLE FILE"
view=$1 title=$2 file=$3

scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

psql -X -q -v ON_ERROR_STOP=1 -A -t -F $'\t' -v chart="$view" -f "$root/demo/chart_points.sql" -o "$scratch/points.tsv"
[[ -s $scratch/points.tsv ]] || die "nothing to draw: $view has no operation"
unit=$(head -n 1 "$scratch/points.tsv" | cut -f 7)
quietly gnuplot -c "$root/demo/watching.gp" "$scratch/points.tsv" "$file" "$title" "$unit"
