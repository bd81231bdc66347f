#!/usr/bin/env bash
# `make demo`: from nothing to predicted risks and a funnel of real operations, in a private PostgreSQL.
#   DATA=ops.csv UNIT=surgeon OUTCOME=died RISK=predicted   your own operations instead
#   SHARED_DATA=folder   further data sets;   DEMO_OUT=folder   where funnel.svg and watching.svg go
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/../tools/lib.sh"
# shellcheck source=tools/cluster.sh
source "$root/tools/cluster.sh"

demo=$root/demo
shared_data=${SHARED_DATA:-$root/../shared/data}
out=${DEMO_OUT:-$demo}
own_file=${DATA:-}
drawn=
watched=

sql() { psql -X -q -v ON_ERROR_STOP=1 "$@"; }

check_arguments() {
	[[ -n $own_file ]] || return 0
	[[ -f $own_file && -r $own_file ]] || die "DATA=$own_file: no such file"
	[[ -n ${UNIT:-} && -n ${OUTCOME:-} && -n ${RISK:-} ]] ||
		die "DATA needs the names of three of its columns too: UNIT=... OUTCOME=... RISK=..."
}

build_and_install() {
	say "Building and installing surgical_registry for $("$PG_CONFIG" --version | cut -d' ' -f1,2)."
	quietly fresh_make -C "$root" all
	quietly install_extension
}

start() {
	"$demo/stop.sh" --quiet
	mkdir -p "$out"
	have psql && psql=psql || psql=$("$PG_CONFIG" --bindir)/psql
	trap cluster_stop EXIT
	cluster_start
	sql -c 'CREATE DATABASE demo'
	export PGDATABASE=demo
	sql -f "$demo/setup.sql"
}

# One data set: loads it, prints its funnel, and takes it for the drawing.
show() {
	local name=$1 title=$2 events=$3 table
	table=$(sql -P pager=off -v funnel="${name}_funnel" -f "$demo/table.sql")
	say "" "$title" "" "$table"
	drawn=$name drawn_title=$title drawn_events=$events
}

# show_file FILE NAME TITLE EVENTS, where there is such a file
show_file() {
	[[ -f $1 ]] || return 0
	(cd "$(dirname "$1")" && sql -f "$demo/$2.sql")
	show "${@:2}"
	watch "$2" "$3"
}

# A data set in an order: shows its CUSUM, and takes it for the drawing.
watch() {
	local name=$1 title=$2
	[[ -n $(sql -A -t -c "SELECT to_regclass('${name}_chart')") ]] || return 0
	say "" "$(sql -v chart="${name}_chart" -f "$demo/watched.sql")"
	watched=$name watched_title=$title
}

# show_table NAME TITLE: what one more query prints
show_table() {
	local table
	table=$(sql -P pager=off -f "$demo/$1.sql")
	say "" "$2" "" "$table"
}

show_own_file() {
	local header
	IFS= read -r header <"$own_file" || true
	sql -v file="$(basename "$own_file")" -v header="$header" \
		-v unit="$UNIT" -v outcome="$OUTCOME" -v risk="$RISK" -f "$demo/own_data.sql" <"$own_file"
	show own "$(basename "$own_file"): $OUTCOME by $UNIT" "$OUTCOME"
}

show_all() {
	if [[ -n $own_file ]]; then
		show_own_file
		return
	fi
	show_file "$demo/data/kyphosis.csv" kyphosis "Children's spinal surgery: kyphosis after the operation, by where it began" "cases of kyphosis"
	show_table kyphosis_explained "The child at the greatest risk of kyphosis: what the risk model adds up"
	show_table tiers "Three made-up children: complexity by example_ruleset(), an example and not policy"
	show_file "$shared_data/cardiac_surgery_steiner.csv" surgeons "Cardiac surgery: death within 30 days, by surgeon" deaths
	show_file "$shared_data/icu_admissions_saps3.csv" intensive_care "Intensive care: death in hospital, by unit" deaths
	show_file "$shared_data/ny_cabg_hospitals.csv" hospitals "Coronary bypass surgery in New York State: deaths, by hospital" deaths
}

explain() {
	say "" "( ) 99.8 % limits   [ ] 95 % limits   | as expected   o observed   > off the scale" \
		"" "Drawn: $out/funnel.svg${watched:+ and $out/watching.svg}" \
		"" "The database is still running. To ask it yourself:" \
		"    ${SUDO_USER:+sudo }$psql -h $PGHOST -p $PGPORT -U $PGUSER $PGDATABASE" \
		"    SELECT unit, observed, expected, ratio, status FROM ${drawn}_funnel;" \
		"To stop it and remove its folder:" \
		"    ${SUDO_USER:+sudo }$demo/stop.sh"
}

main() {
	check_arguments
	"$root/tools/prerequisites.sh" demo
	build_and_install
	start
	show_all
	"$demo/draw.sh" "${drawn}_funnel" "$drawn_title" "$drawn_events" "$out/funnel.svg"
	[[ -z $watched ]] || "$demo/draw_chart.sh" "${watched}_chart" "$watched_title" "$out/watching.svg"
	echo "$cluster_folder" >"$out/.cluster"
	trap - EXIT
	explain
}

main
