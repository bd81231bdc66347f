#!/usr/bin/env bash
# Draws doc/images/funnel.svg from the README's table, with the demo's gnuplot script. PGDATABASE names a
# database that has this table; `test/readme.sh --update` calls this at the end.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

for name in points curves; do
	{
		echo 'CREATE TEMPORARY VIEW picture AS
			SELECT hospital AS unit, (funnel(outcome_agg(complication, risk)) OVER ()).*
			FROM operation GROUP BY hospital;'
		cat "$root/demo/$name.sql"
	} | psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -v funnel=picture >"$scratch/$name.tsv"
done
gnuplot -c "$root/demo/funnel.gp" "$scratch/points.tsv" "$scratch/curves.tsv" \
	"$root/doc/images/funnel.svg" "Fourteen hospitals (invented data)" "complications"
