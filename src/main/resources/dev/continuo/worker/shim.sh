#!/bin/sh
# Forks one shim for each turn that it is told of on its input: `sh shim.sh SPOOL TURNS VIEW WORDS...`. It ends with its
# input; its shims go on. VIEW: how a process learns about itself. WORDS: they run what follows them in a session of its
# own.
#
# A shim's first act is the exclusive claim of the turn, its last the one write that ends the turn's record in the spool;
# whatever is killed between the two leaves a state that the worker can tell from the files alone. On Linux the command
# and the one program that gives it a session are all that a turn executes; all else is built into the shell. What a turn
# is given stands in its order, which only its owner can read, and in its environment; never in a word of a program.

spool=$1 turns=$2 view=$3
shift 3

# `detach` runs a shim as nobody's child, so that it leaves no zombie.
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
    # What a shell runs with `&` ignores SIGINT and SIGQUIT for good, and so would the command. So the shim is run as if it
    # were waited for, and ends who waits for it.
    detach() {
      cd -P /proc/self || exit
      parent=${PWD##*/}
      (
        kill -KILL "$parent" || exit
        shim "$@"
      )
      # A shell forks nothing for the last that it has to do.
      :
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
    # There WORDS reset the signals.
    detach() {
      shim "$@" &
    }
    ;;
esac

shim() {
  cd "$turns/$turn" || exit 0
  # Without an order there is nothing to claim: whoever writes one tells of the turn after that.
  [ -r "$spool/$turn.open" ] || exit 0
  set -C
  { : >claim; } 2>/dev/null || exit 0
  # Sets boot and output, defines run_turn.
  . "$spool/$turn.open"
  # The order holds secrets, and a shell cannot remove a file. The worker does: at once, or, where it was killed, when it
  # starts again. One that has done so has closed the turn.
  [ -s "$spool/$turn.open" ] || exit 0
  : >|"$spool/$turn.open"
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
  (detach "$@") </dev/null
done
