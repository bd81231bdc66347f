#!/usr/bin/env bash
# Finds what `make demo`, `make check` or `make bench` lacks, names it, and
# installs it with apt-get. Does nothing when nothing is missing.
set -euo pipefail
# shellcheck source=tools/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

oldest_major=15
no_cluster=/etc/postgresql-common/createcluster.d/no-main-cluster.conf

needs_of() {
	case $1 in
	demo) echo server headers rmath gnuplot ;;
	check) echo server headers rmath gnuplot cmocka clang sanitizers perl plr ;;
	bench) echo server headers rmath ;;
	*) die "usage: $(basename "$0") demo|check|bench" ;;
	esac
}

describe() {
	case $1 in
	server) echo "the PostgreSQL server, version $oldest_major or later" ;;
	headers) echo "PostgreSQL's files for building extensions (PGXS, headers)" ;;
	rmath) echo "libRmath, R's mathematics library" ;;
	gnuplot) echo "gnuplot" ;;
	cmocka) echo "the cmocka unit test framework" ;;
	clang) echo "the clang compiler" ;;
	sanitizers) echo "clang's sanitizer and libFuzzer runtime" ;;
	perl) echo "Perl with prove and IPC::Run" ;;
	plr) echo "PL/R (its test is skipped without it)" ;;
	esac
}

package_of() {
	case $1 in
	server) echo "postgresql-$major" ;;
	headers) echo "postgresql-server-dev-$major" ;;
	rmath) echo r-mathlib ;;
	gnuplot) echo gnuplot-nox ;;
	cmocka) echo libcmocka-dev ;;
	clang) echo clang ;;
	sanitizers) echo libclang-rt-dev ;;
	perl) echo libipc-run-perl ;;
	plr) echo "postgresql-$major-plr" ;;
	esac
}

is_optional() { [[ $1 == plr ]]; }

compiles() { printf '%s\n' "$2" | $1 -x c -o /dev/null - >/dev/null 2>&1; }

is_present() {
	case $1 in
	server) have "$PG_CONFIG" && [[ -x $("$PG_CONFIG" --bindir)/initdb && -x $("$PG_CONFIG" --bindir)/postgres ]] ;;
	headers) have "$PG_CONFIG" && [[ -f $("$PG_CONFIG" --pgxs) && -f $("$PG_CONFIG" --includedir-server)/postgres.h ]] ;;
	rmath) [[ $(ldconfig -p) == *libRmath.so.1* ]] ;;
	gnuplot) have gnuplot ;;
	cmocka) compiles "cc -fsyntax-only" '#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>' ;;
	clang) have clang ;;
	sanitizers) compiles "clang -fsanitize=fuzzer,address,undefined" \
		'int LLVMFuzzerTestOneInput(const char *data, unsigned long size) { return data && size ? 0 : 0; }' ;;
	perl) have prove && perl -MTest::More -MIPC::Run -e 1 2>/dev/null ;;
	plr) have "$PG_CONFIG" && [[ -f $("$PG_CONFIG" --pkglibdir)/plr.so ]] ;;
	esac
}

missing_of() {
	local need
	for need; do
		is_present "$need" || echo "$need"
	done
}

# The major version in use here, else the one the distribution would install.
find_major() {
	local versions=(/usr/lib/postgresql/*/bin/postgres)
	if have "$PG_CONFIG"; then
		"$PG_CONFIG" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/'
	elif [[ -x ${versions[0]} ]]; then
		printf '%s\n' "${versions[@]}" | cut -d/ -f5 | sort -n | tail -n 1
	else
		{ apt-cache depends postgresql 2>/dev/null || true; } | sed -nE 's/^ *Depends: postgresql-([0-9]+)$/\1/p'
	fi
}

apt_get() {
	quietly as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
}

knows_package() { [[ $(apt-cache policy "$1") =~ Candidate:\ [0-9] ]]; }

# Debian makes and starts a cluster with the server package; nobody asked for one.
forbid_main_cluster() {
	[[ ! -e $no_cluster ]] || return 0
	trap 'as_root rm -f "$no_cluster"' EXIT
	as_root mkdir -p "$(dirname "$no_cluster")"
	echo 'create_main_cluster = false' | as_root tee "$no_cluster" >/dev/null
}

list() {
	local need
	for need; do
		say "    $(describe "$need")"
	done
}

install_missing() {
	local need package packages=()
	have apt-get || {
		say "Please install first (there is no apt-get here to do it):"
		list "$@"
		exit 1
	}
	major=$(find_major)
	if [[ -z $major ]]; then
		say "Asking apt-get which PostgreSQL this system offers."
		apt_get update
		major=$(find_major)
		[[ -n $major ]] || die "apt-get offers no PostgreSQL here"
	fi
	((major >= oldest_major)) || die "PostgreSQL $oldest_major or later is needed, this is $major ($PG_CONFIG)"

	say "Missing here, to be installed with apt-get:"
	for need; do
		printf '    %-26s %s\n' "$(package_of "$need")" "$(describe "$need")"
	done
	apt_get update
	for need; do
		package=$(package_of "$need")
		if knows_package "$package"; then
			packages+=("$package")
		elif ! is_optional "$need"; then
			die "apt-get offers no package $package"
		fi
	done
	((${#packages[@]})) || return 0
	[[ " ${packages[*]} " != *" postgresql-$major "* ]] || forbid_main_cluster
	apt_get install --no-install-recommends "${packages[@]}"
}

main() {
	local needs missing need
	read -ra needs <<<"$(needs_of "${1:-}")"
	mapfile -t missing < <(missing_of "${needs[@]}")
	((${#missing[@]})) || return 0
	install_missing "${missing[@]}"
	hash -r
	mapfile -t missing < <(missing_of "${needs[@]}")
	for need in "${missing[@]}"; do
		is_optional "$need" || die "still missing after the installation: $(describe "$need") (PG_CONFIG=$PG_CONFIG)"
	done
}

main "$@"
