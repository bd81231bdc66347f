#!/usr/bin/env bash
# Draws doc/images/watching.svg from the README's table, with the demo's scripts. PGDATABASE names a database
# that has this table; `test/readme.sh --update` calls this at the end.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

{
	echo "CREATE TEMPORARY VIEW picture AS
		SELECT hospital AS unit, no, vlad, (band).lower, (band).upper, cusum,
			(SELECT cusum_limit(array_agg(risk), 2, 5000) FROM operation o WHERE o.hospital = chart.hospital) AS control_limit
		FROM (SELECT hospital, row_number() OVER w AS no, vlad(complication, risk) OVER w,
				vlad_band(complication, risk) OVER w AS band, cusum(complication, risk, 2) OVER w
			FROM operation WHERE hospital = 'Hospital H' WINDOW w AS (ORDER BY operated_on)) AS chart;"
	cat "$root/demo/chart_points.sql"
} | psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -v chart=picture >"$scratch/points.tsv"
gnuplot -c "$root/demo/watching.gp" "$scratch/points.tsv" "$root/doc/images/watching.svg" "Invented data" "Hospital H"
