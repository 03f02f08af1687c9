#!/bin/sh
# Supervises one command to its end, whatever becomes of the process that asked for it. Arguments:
#   DIRECTORY CWD BOOT IDENTITY GRACE_MS TIMEOUT_MS COUNT PREDECESSOR... ENV_ARGUMENT... COMMAND...
# What stands in DIRECTORY is the whole protocol; process-identity.ts and run-directory.ts read it:
#   claim/  made by the one runner of this key      cancel  made by whoever wants the run to end
#   runner  pid, start time, boot of this process   pid     the same of the command, which leads a group of its own
#   output  stdout and stderr of the command        exit    reason and status, written last of all
#
# The environment is the command's. An imported variable stays exported when a shell assigns it, so every name used
# here starts with `pb_`, and names that shells touch on their own are put right by ENV_ARGUMENT of env(1).
# Everything is a function, so that replacing this file does not change a runner that is under way.

main() {
  pb_directory=$1 pb_cwd=$2 pb_boot=$3 pb_identity=$4 pb_grace=$5 pb_timeout=$6 pb_count=$7
  shift 7
  pb_umask=$(umask)
  umask 077
  pb_path=${PATH-} pb_has_path=${PATH+yes}
  PATH=/usr/bin:/bin:/usr/sbin:/sbin${PATH:+:$PATH}
  pb_why=
  trap 'pb_why=${pb_why:-cancelled}' TERM INT HUP
  trap 'pb_why=${pb_why:-timed-out}' USR1

  mkdir "$pb_directory/claim" || return 0
  : >"$pb_directory/output"
  read_start "$$"
  pb_me=$pb_start
  # A link fails when the name is taken: a reader that gave up waiting for this file has written `nobody` there.
  write_identity "$$" "$pb_me" "$pb_directory/runner.new" || return 0
  ln "$pb_directory/runner.new" "$pb_directory/runner" || return 0
  rm -f "$pb_directory/runner.new"
  # Without this a power cut could forget that the command was ever started.
  make_durable "$pb_directory/runner" "$pb_directory" "$pb_directory/.." "$pb_directory/../.."

  while [ "$pb_count" -gt 0 ]; do
    await_predecessor "$1"
    shift
    pb_count=$((pb_count - 1))
  done
  if is_cancelled; then
    finish cancelled 143
    return 0
  fi

  launch "$@"
  start_timer
  supervise
  kill "$pb_timer"
  finish "$pb_reason" "$pb_code"
}

# A predecessor counts until it has ended or is lost; one that is lost is not left to run beside its successor.
await_predecessor() {
  pb_patience=15
  while ! is_cancelled && is_ahead "$1"; do
    sleep 0.2 || sleep 1
  done
}

is_ahead() {
  [ ! -e "$1/exit" ] || return 1
  [ -d "$1/claim" ] || return 1
  if ! read_identity "$1/runner"; then
    pb_patience=$((pb_patience - 1))
    [ "$pb_patience" -gt 0 ]
    return
  fi
  [ "$pb_other_boot" = "$pb_boot" ] || return 1
  ! is_same || return 0
  [ ! -e "$1/exit" ] || return 1
  if read_identity "$1/pid" && is_same; then end_command "$pb_pid"; fi
  return 1
}

is_cancelled() {
  [ -n "$pb_why" ] || [ -e "$pb_directory/cancel" ]
}

launch() {
  # Without setsid(1) job control gives the command a group of its own.
  [ "$pb_identity" = proc ] || set -m
  (
    # Written before the command exists, so that no command runs that nobody can name.
    read_self
    write_identity "$pb_pid" "$pb_start" "$pb_directory/pid.new" || exit 125
    mv "$pb_directory/pid.new" "$pb_directory/pid" || exit 125
    exec </dev/null >>"$pb_directory/output" 2>&1
    cd "$pb_cwd" || exit 126
    umask "$pb_umask"
    pb_env=$(command -v env)
    if [ -n "$pb_has_path" ]; then PATH=$pb_path; else unset PATH; fi
    exec "$pb_env" "$@"
  ) &
  pb_child=$!
  [ "$pb_identity" = proc ] || set +m
}

# Looks after the runner each second: a timer that outlived it would signal whoever got its pid.
start_timer() {
  (
    sleep "0.$(printf %03d "$((pb_timeout % 1000))")" || sleep 1
    pb_left=$((pb_timeout / 1000))
    while read_start "$$" && [ "$pb_start" = "$pb_me" ]; do
      [ "$pb_left" -gt 0 ] || kill -s USR1 "$$"
      pb_left=$((pb_left - 1))
      sleep 1
    done
  ) &
  pb_timer=$!
}

supervise() {
  pb_reason=exited
  [ -n "$pb_why" ] || wait "$pb_child"
  pb_code=$?
  # From here on a signal could only interrupt the waits below.
  trap '' TERM INT HUP USR1
  if [ -n "$pb_why" ]; then
    # A trapped signal ends `wait` too, perhaps at the moment when the command ended by itself.
    read_start "$pb_child"
    if [ -n "$pb_start" ]; then
      pb_reason=$pb_why
      end_command "$pb_child"
    fi
    wait "$pb_child"
    pb_code=$?
  fi
  # The command's end leaves its children.
  if is_group_alive "$pb_child"; then end_group "$pb_child"; fi
}

# For a command that is known to live: between fork and setsid it has no group yet.
end_command() {
  is_group_alive "$1" || kill -s TERM "$1"
  end_group "$1"
}

end_group() {
  kill -s TERM -- "-$1"
  await_group "$1" "$((pb_grace / 100))"
  ! is_group_alive "$1" || kill -s KILL -- "-$1"
  # Bounded: a process that waits for a broken disk cannot even be killed.
  await_group "$1" 10
}

await_group() {
  pb_ticks=$2
  while [ "$pb_ticks" -gt 0 ] && is_group_alive "$1"; do
    pb_ticks=$((pb_ticks - 1))
    sleep 0.1 || sleep 1
  done
}

# Zombies do not count: where process 1 reaps no orphans, in many a container, they stay for ever.
is_group_alive() {
  kill -s 0 -- "-$1" || return 1
  if [ "$pb_identity" = ps ]; then
    ps -A -o pgid= -o stat= | grep -q "^ *$1  *[^ Z]"
    return
  fi
  for pb_file in /proc/[0-9]*/stat; do
    read_stat "$pb_file"
    case $pb_state:$pb_group in [ZX]:*) ;; *:"$1") return 0 ;; esac
  done
  return 1
}

# A full disk may have room again: an end that is not written is an end that is lost.
finish() {
  pb_tries=60
  until printf '%s\n' "$1" "$2" >"$pb_directory/exit.new" && make_durable "$pb_directory/exit.new" &&
    mv "$pb_directory/exit.new" "$pb_directory/exit"; do
    pb_tries=$((pb_tries - 1))
    [ "$pb_tries" -gt 0 ] || return 0
    sleep 1
  done
  make_durable "$pb_directory"
}

# sync(1) takes files in GNU coreutils; elsewhere it flushes everything.
make_durable() {
  sync "$@" || sync
}

write_identity() {
  printf '%s\n' "$1" "$2" "$pb_boot" >"$3"
}

read_identity() {
  pb_pid='' pb_known='' pb_other_boot=''
  [ -e "$1" ] || return 1
  { read -r pb_pid && read -r pb_known && read -r pb_other_boot; } <"$1"
}

is_same() {
  read_start "$pb_pid"
  [ -n "$pb_start" ] && [ "$pb_start" = "$pb_known" ]
}

# `$$` in a subshell names the parent.
read_self() {
  if [ "$pb_identity" = proc ]; then
    read -r pb_stat </proc/self/stat
    pb_pid=${pb_stat%% *}
  else
    pb_pid=$(exec sh -c 'echo "$PPID"')
  fi
  read_start "$pb_pid"
}

# Sets pb_start to when process $1 started, or to nothing when it is gone or only waits to be reaped.
read_start() {
  pb_start=
  if [ "$pb_identity" = proc ]; then
    read_stat "/proc/$1/stat"
    case $pb_state in '' | Z | X) pb_start= ;; esac
  else
    case $(ps -o stat= -p "$1") in
    '' | Z*) ;;
    *) pb_start=$(TZ=UTC LC_ALL=C ps -o lstart= -p "$1") ;;
    esac
  fi
}

# The name in brackets may hold spaces, brackets and newlines; after the last `)` come fields 3, 4, … of proc(5).
read_stat() {
  pb_stat='' pb_state='' pb_group='' pb_start=''
  [ -r "$1" ] || return 0
  while read -r pb_line; do pb_stat="$pb_stat $pb_line"; done <"$1"
  # shellcheck disable=SC2086
  set -- ${pb_stat##*) }
  pb_state=${1-} pb_group=${3-} pb_start=${20-}
}

main "$@"
exit
