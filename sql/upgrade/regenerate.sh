#!/usr/bin/env bash
# Writes the update script to the version that is not released yet:
#   make surgical_registry--VERSION.sql && sql/upgrade/regenerate.sh surgical_registry--VERSION.sql
# It holds what the full script says and the frozen script of the version before does not, in the order of
# the full script. A function of the same signature is replaced; what else is changed rather than new is
# written by hand, below. After a release nothing here is edited: set "from" and "to" to the next pair, and
# begin "by_hand" anew.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
full=$(realpath "${1:?usage: regenerate.sh FULL_SCRIPT}")
cd "$folder"

from=0.2 to=0.3

# Nothing but functions was changed since 0.2.
by_hand() { :; }

# Statements of the second file that are not in the first; comments and blank lines do not count.
new_statements() {
	awk '
		function finish() {
			key = statement
			gsub(/(^|\n)[ \t]*--[^\n]*/, "", key)
			gsub(/\n+/, "\n", key)
			split(key, lines, "\n")
			first = lines[1] == "" ? 2 : 1
			object = lines[first] (lines[first] ~ /\($/ ? lines[first + 1] : "")
			if (FILENAME == ARGV[1]) {
				known[key]
				objects[object]
			} else if (!(key in known)) {
				changed = object ~ /^CREATE/ && object in objects
				replaced = changed && sub(/CREATE FUNCTION/, "CREATE OR REPLACE FUNCTION", statement)
				if (changed)
					print "changed, so " (replaced ? "replaced: " : "by hand: ") object > "/dev/stderr"
				if (!changed || replaced)
					printf "%s", statement
			}
			statement = ""
		}
		/^\\echo/ { next }
		{
			statement = statement $0 "\n"
			# Within a body between dollar quotes a semicolon ends nothing.
			rest = $0
			while (match(rest, /\$[A-Za-z_]*\$/)) {
				tag = substr(rest, RSTART, RLENGTH)
				if (quoted == "") quoted = tag
				else if (quoted == tag) quoted = ""
				rest = substr(rest, RSTART + RLENGTH)
			}
		}
		/;$/ && quoted == "" { finish() }
	' "$1" "$2"
}

{
	printf '%s\n' "\\echo Use \"ALTER EXTENSION surgical_registry UPDATE TO '$to'\" to load this file. \\quit"
	by_hand
	new_statements "surgical_registry--$from.sql" "$full"
} >"surgical_registry--$from--$to.sql"
