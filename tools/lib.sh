# shellcheck shell=bash
# Sourced by the scripts of tools/, demo/ and test/.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export PG_CONFIG=${PG_CONFIG:-pg_config}

# The machine's own folders come last in a user's PATH, or not at all.
PATH=$PATH:/usr/sbin:/sbin

say() { printf '%s\n' "$@"; }

die() {
	printf '%s: %s\n' "$(basename "$0")" "$*" >&2
	exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
	if ((EUID == 0)); then
		"$@"
	elif have sudo; then
		sudo "$@"
	else
		die "this needs root, and there is no sudo: $*"
	fi
}

# Runs a command in silence; what it printed is shown only if it fails.
quietly() {
	local output
	output=$("$@" 2>&1 </dev/null) || {
		printf '%s\n' "$output" >&2
		die "failed: $*"
	}
}

# A calling make hands its variables down (DATA of `make demo` means something
# else to PGXS), so each make here starts afresh.
fresh_make() {
	env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL -u DATA \
		make --no-print-directory PG_CONFIG="$PG_CONFIG" "$@"
}

install_extension() {
	local make=(fresh_make)
	[[ -w $("$PG_CONFIG" --pkglibdir) ]] ||
		make=(as_root env -u MAKEFLAGS -u MFLAGS make --no-print-directory PG_CONFIG="$PG_CONFIG")
	"${make[@]}" -C "$root" install
}
