# shellcheck shell=bash
# Sourced after lib.sh: a private PostgreSQL in a scratch folder, reached by a
# Unix socket in that folder and by nothing else.
#
#   cluster_start [line of postgresql.conf]...   sets PATH, PGHOST, PGUSER, PGDATABASE; trap cluster_stop before
#   cluster_stop                                 stops it and removes the folder
#   cluster_attach FOLDER                        the same for one that another process started
#   as_server_user COMMAND...                    runs as the user the server runs as
#   make_scratch                                 prints a new folder which that user owns

cluster_folder=

# Nothing of the caller's connection settings may reach the private server.
for variable in "${!PG@}"; do
	[[ $variable == PG_CONFIG ]] || unset "$variable"
done
unset variable

server_user() {
	if ((EUID != 0)); then
		id -un
	elif [[ -n $cluster_folder ]]; then
		stat -c %U "$cluster_folder"
	elif id -u postgres >/dev/null 2>&1; then
		echo postgres
	else
		echo nobody
	fi
}

as_server_user() {
	local user
	user=$(server_user)
	(
		cd "${cluster_folder:-/}" || exit
		if ((EUID == 0)); then
			exec setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups \
				env HOME="${cluster_folder:-/}" USER="$user" LOGNAME="$user" "$@"
		fi
		exec "$@"
	)
}

server_tool() { as_server_user "$("$PG_CONFIG" --bindir)/$1" "${@:2}"; }

# TMPDIR may be closed to the server's user, or too long for a socket's path.
make_scratch() {
	local parent folder
	for parent in "${TMPDIR:-/tmp}" /tmp; do
		parent=$(cd "$parent" && pwd -P) || continue
		((${#parent} <= 60)) || continue
		folder=$(mktemp -d "$parent/surgical_registry.XXXXXX") || continue
		((EUID != 0)) || chown "$(server_user):" "$folder"
		if as_server_user test -w "$folder"; then
			echo "$folder"
			return
		fi
		rmdir "$folder"
	done
	die "no scratch folder that user $(server_user) can use; set TMPDIR"
}

cluster_start() {
	local data log
	cluster_folder=$(make_scratch)
	data=$cluster_folder/data log=$cluster_folder/server.log
	quietly server_tool initdb -D "$data" -U postgres -A trust -E UTF8 --locale=C -N
	printf '%s\n' "listen_addresses = ''" "unix_socket_directories = '$cluster_folder'" \
		"port = 5432" "fsync = off" "$@" >>"$data/postgresql.conf"
	# PGUSER: for what connects back from the server, as postgres_fdw does.
	PGUSER=postgres server_tool pg_ctl -D "$data" -l "$log" -w -s start </dev/null || {
		cat "$log" >&2
		die "the private PostgreSQL did not start"
	}
	cluster_attach "$cluster_folder"
}

cluster_attach() {
	[[ $1 == */surgical_registry.?????? && -f $1/data/PG_VERSION ]] || return 1
	PATH=$("$PG_CONFIG" --bindir):$PATH
	cluster_folder=$1
	export PGHOST=$1 PGPORT=5432 PGUSER=postgres PGDATABASE=postgres PGCLIENTENCODING=UTF8
}

# A recorded pid may have been given to another process since.
cluster_is_running() {
	local data=$cluster_folder/data pid cwd
	server_tool pg_ctl -D "$data" status >/dev/null 2>&1 || return 1
	pid=$(head -n 1 "$data/postmaster.pid")
	cwd=$(readlink "/proc/$pid/cwd") || cwd=$data
	[[ $cwd == "$data" ]]
}

cluster_stop() {
	[[ -n $cluster_folder ]] || return 0
	! cluster_is_running || server_tool pg_ctl -D "$cluster_folder/data" -m fast -w -s stop || true
	rm -rf -- "$cluster_folder"
	cluster_folder=
}
