#!/bin/sh
# Times commands as whole processes, through ./continuo, against a server of their own with a finished run.
#
#   bench/command-line.sh [ROUNDS]     21 rounds; prints the table of docs/reference/performance.md
#   bench/command-line.sh --shortest   one round with nothing warm: whether there would be figures
#
# Ends with another number than 0 when a command does. CONTINUO_JAR names a jar to measure; it is measured without what the
# JVM would have recorded of it.
#
# One round runs every command once, the floor too, so that what else the machine does falls on all of them alike. The floor is
# a Java program that does nothing, started with the same flags. Needs python3, for its clock.

set -eu

rounds=${1:-21} warm=2
[ "$rounds" != --shortest ] || rounds=1 warm=0
here=$(CDPATH='' cd -- "${0%/*}/.." && pwd -P)
rehearsal_seconds_max=120
work=$(mktemp -d)
export CONTINUO_HOME="$work/home"
unset CONTINUO_URL CONTINUO_TOKEN
trap '"$here/continuo" server stop >/dev/null 2>&1 || :; rm -rf -- "$work"' EXIT
trap 'exit 1' HUP INT TERM

. "$here/.mvn/find-jdk.sh"
find_jdk javac
export CONTINUO_JAVA_HOME="$jdk_home"
cd -- "$work"

printf 'class Floor {\n  public static void main(String[] arguments) {}\n}\n' >Floor.java
"$jdk_home/bin/javac" -d . Floor.java
cat >plan.yaml <<END
tasks:
  build:
    run: "true"
  test:
    needs: build
    run: "true"
END
"$here/continuo" run plan.yaml 2>/dev/null
"$here/continuo" run plan.yaml --detach >/dev/null

# The first command started the rehearsal in the background.
stamp=${XDG_CACHE_HOME:-$HOME/.cache}/continuo
waited=0
until [ -n "${CONTINUO_JAR-}" ] || [ -e "$stamp/$(cat "$stamp/stamps$here/sources")/aot-${jdk_build:-$jdk_version}/trouble" ]; do
  if [ "$waited" -ge "$rehearsal_seconds_max" ]; then
    echo 'without what the JVM records: the rehearsal did not end' >&2
    break
  fi
  sleep 1
  waited=$((waited + 1))
done

python3 - "$rounds" "$warm" "$here/continuo" "$jdk_home/bin/java" <<'END'
import os, statistics, subprocess, sys, time

rounds, warm, program, java = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
FLAGS = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
COMMANDS = {
    "(floor: java, nothing to do)": [java, *FLAGS, "-cp", ".", "Floor"],
    "(floor: sh, nothing to do)": ["sh", "-c", ":"],
}
for line in ["status", "list", "status last --json", "completion candidates run", "show last",
             "why last", "wait last", "events --run last", "logs last/build", "validate plan.yaml",
             "run plan.yaml --detach", "server status", "--help", "version"]:
    words = line.split()
    COMMANDS[line] = [program, *words, *([""] if words[-1] == "run" else [])]

took = {name: [] for name in COMMANDS}
for each in range(rounds + warm):
    for name, command in COMMANDS.items():
        before = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall = (time.perf_counter() - before) * 1000
        if status:
            sys.exit(f"{name}: ended with {status}")
        if each >= warm:
            took[name].append((wall, (usage.ru_utime + usage.ru_stime) * 1000))

floor = statistics.median(wall for wall, _ in took["(floor: java, nothing to do)"])
print(f"{rounds} rounds, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
print("| Command | p50 ms | p95 ms | least ms | CPU p50 ms | p50 / floor |")
print("|---|---|---|---|---|---|")
for name, times in took.items():
    walls = sorted(wall for wall, _ in times)
    cpu = statistics.median(cpu for _, cpu in times)
    p50, p95 = statistics.median(walls), walls[min(len(walls) - 1, int(len(walls) * 0.95))]
    print(f"| `{name}` | {p50:.0f} | {p95:.0f} | {walls[0]:.0f} | {cpu:.0f} | {p50 / floor:.1f} |")
END
