#!/bin/sh
# Runs one turn and outlives the server that started it: `setsid -f sh shim.sh TURN-FOLDER SPOOL TURN`.
# Its first act is the exclusive claim of the turn, its last the rename of the exit record into the spool; whatever is
# killed between the two leaves a state that the worker can tell from the files alone.
# One process each for mkdir, the command and mv; all else is built into the shell.

mkdir "$1/claim" 2>/dev/null || exit 0
cd "$1" || exit 0
# Defines run_turn. Read before the process record appears: the worker removes the file (it holds secrets) after that.
. ./launch
# The shell says here when the command died of a signal; 128 + n alone could be an exit code.
exec 2>claim/notes

read -r boot </proc/sys/kernel/random/boot_id
read -r shim _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ shim_start _ </proc/self/stat

# In the foreground: a background job of a shell without job control would ignore SIGINT, and so would the command.
(
  read -r pid _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ start _ </proc/self/stat
  # Exclusive too: a worker that gave this turn up has put its own file here.
  set -C
  printf 'pid %s\nstart %s\nboot %s\nshim %s\nshim-start %s\nend\n' \
    "$pid" "$start" "$boot" "$shim" "$shim_start" >"$2/$3.process" || exit 1
  set +C
  exec </dev/null >>output.log 2>&1
  run_turn
)
status=$?
# Tells a sweep which members of the command's session are older than the next use of its pid.
read -r uptime _ </proc/uptime
signalled=no
[ -s claim/notes ] && signalled=yes
printf 'status %s\nsignalled %s\nuptime %s\nend\n' "$status" "$signalled" "$uptime" >exit.new
mv exit.new "$2/$3.exit"
