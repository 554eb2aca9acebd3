#!/bin/sh
# Forks one shim for each turn that it is told of on its input: `sh shim.sh SPOOL TURNS VIEW WORDS...`. It ends with its
# input; its shims go on. VIEW: how a process learns about itself. WORDS: they leave the session, reset what a shell
# without job control makes its background jobs ignore, and run what follows them. A turn's environment is exported by its
# order, which only its owner can read: it never stands in a word of a process.
#
# A shim's first act is the exclusive claim of the turn, its last the one write that ends the turn's record in the spool;
# whatever is killed between the two leaves a state that the worker can tell from the files alone. On Linux the command
# and what its session needs are the only programs that a turn executes; all else is built into the shell.

spool=$1 turns=$2 view=$3
shift 3

case $view in
  proc)
    # Sets pid, shim (the parent), home (the group) and start of the calling subshell.
    identify() {
      read -r pid _ _ shim home _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ start _ </proc/self/stat
    }
    # Sets time.
    tell_time() {
      read -r time _ </proc/uptime
    }
    ;;
  ps)
    identify() {
      pid=$(exec sh -c 'echo $PPID')
      set -- $(ps -o ppid= -o pgid= -o lstart= -p "$pid")
      shim=$1 home=$2
      shift 2
      start=$*
    }
    tell_time() {
      time=$(date +%s)
    }
    ;;
esac

shim() {
  cd "$turns/$turn" || exit 0
  # Without an order there is nothing to claim: whoever writes one tells of the turn after that.
  [ -r "$spool/$turn.open" ] || exit 0
  set -C
  { : >claim; } 2>/dev/null || exit 0
  # Sets boot and output, defines run_turn. Read before the record appears: the worker removes the file (it holds
  # secrets) after that.
  . "$spool/$turn.open"
  # The shell says here when the command died of a signal; 128 + n alone could be an exit code.
  exec 2>>claim
  (
    identify
    [ -n "$start" ] || exit 1
    # Exclusive too: a worker that gave this turn up has put its own record here, or has kept it in the folder since.
    printf 'pid %s\nstart %s\nboot %s\nshim %s\nhome %s\noutput %s\nend\n' \
      "$pid" "$start" "$boot" "$shim" "$home" "$output" >"$spool/$turn.process" || exit 1
    [ ! -e process ] || exit 1
    set +C
    exec </dev/null >>output.log 2>&1
    run_turn "$@"
  )
  status=$?
  read -r word _ <"$spool/$turn.process" && [ "$word" = pid ] || exit 0
  # Tells a sweep which members of the command's session are older than the next use of its pid.
  tell_time
  signalled=no
  [ -s claim ] && signalled=yes
  printf 'status %s\nsignalled %s\ntime %s\nend\n' "$status" "$signalled" "$time" >>"$spool/$turn.process"
}

while read -r turn; do
  # Twice, so that a shim is nobody's child and leaves no zombie.
  (shim "$@" &) </dev/null
done
