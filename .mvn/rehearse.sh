# Lets the JVM record how it starts a command and a server, so that it need not find out anew each time (JEP 483, 514
# and 515). ./continuo runs it in the background when a jar has no such record for its JDK.
#
#   rehearse.sh JDK JAR FOLDER COMMAND_FLAGS SERVER_FLAGS    makes FOLDER/command.aot and FOLDER/server.aot
#
# Nobody waits for it, nobody hears of a failure: without a record everything works, only more slowly.

set -eu

java=$1/bin/java jar=$2 folder=$3 command_flags=$4 server_flags=$5
server=
server_seconds_max=300

# A terminal that closes, or Ctrl-C in it, means the command that the user typed.
trap '' HUP INT

mkdir -p -- "$folder"
lock=$folder/lock
until ln -s $$ "$lock"; do
  owner=$(readlink "$lock") || exit
  ! kill -0 "$owner" || exit
  rm -f -- "$lock"
done
work=$folder/work.$$
trap '[ -z "$server" ] || kill "$server" || :; rm -rf -- "$folder"/work.* "$lock"' EXIT
trap 'exit 1' TERM
# Another rehearsal may have ended before our lock.
[ ! -e "$folder/trouble" ] || [ -s "$folder/trouble" ] || exit 0

# Twice at most: what fails again would otherwise be tried by every command for ever.
mkdir -- "$folder/first" 2>/dev/null || mkdir -- "$folder/second" 2>/dev/null || {
  : >"$folder/given-up"
  exit
}

# It has a store of its own, and is no part of the task or the project that it is started from.
unset CONTINUO_URL CONTINUO_TOKEN CONTINUO_TASK CONTINUO_ATTEMPT CONTINUO_RESULT CONTINUO_DEBUG
export CONTINUO_HOME="$work/home"
mkdir -p -- "$work/project"
cd -- "$work/project"
cat >plan.yaml <<END
tasks:
  build:
    run: "true"
  test:
    needs: build
    run: "true"
END

# shellcheck disable=SC2086 # The flags are words.
{
  "$java" $server_flags "-XX:AOTCacheOutput=$work/server.aot" -jar "$jar" server run &
  server=$!
  waited=0
  until [ -e "$CONTINUO_HOME/server.json" ]; do
    { [ "$waited" -lt "$server_seconds_max" ] && kill -0 "$server"; } || exit
    sleep 1
    waited=$((waited + 1))
  done
  "$java" $command_flags -jar "$jar" run plan.yaml
  "$java" $command_flags "-XX:AOTCacheOutput=$work/command.aot" -jar "$jar" rehearse
  kill "$server"
  wait "$server" || :
  server=
  "$java" $command_flags -XX:AOTMode=on "-XX:AOTCache=$work/command.aot" -jar "$jar" version
  "$java" $server_flags -XX:AOTMode=on "-XX:AOTCache=$work/server.aot" -jar "$jar" version
}
# A name must not come to the disk before its content: a JVM may die of pages of zeros.
sync "$work/command.aot" "$work/server.aot"
mv -f -- "$work/server.aot" "$folder/server.aot"
mv -f -- "$work/command.aot" "$folder/command.aot"
: >"$folder/trouble"
