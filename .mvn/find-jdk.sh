# Finds a JDK that can build or run Continuo, in POSIX sh; ./continuo and ./mvnw source it. Where a JDK's `release` file
# tells its version no process is started, because every command of a user pays for it.
#
#   find_jdk javac    sets jdk_home to the first JDK >= 25 that has a compiler, or explains on stderr and exits 2
#   find_jdk java     the same, a runtime is enough
#
# Both set jdk_version as well, and jdk_build, which may be empty: the version down to the build.
#
# Order: CONTINUO_JAVA_HOME, JAVA_HOME, `java` on PATH, the usual folders.

jdk_home=
jdk_version_min=25

# One pattern a line. A caller may replace the list.
jdk_usual_folders="/usr/lib/jvm/*
/opt/*jdk*
${HOME-}/.sdkman/candidates/java/*
${HOME-}/.jdks/*
/Library/Java/JavaVirtualMachines/*/Contents/Home
${HOME-}/Library/Java/JavaVirtualMachines/*/Contents/Home
/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
/home/linuxbrew/.linuxbrew/opt/openjdk*/libexec"

# Sets jdk_version and jdk_build of the JDK in folder $1, empty when they cannot be told.
jdk_read_version() {
  jdk_version=
  jdk_build=
  if [ -r "$1/release" ]; then
    # Sorted, where there is a JAVA_RUNTIME_VERSION: it comes first.
    while IFS='=' read -r jdk_key jdk_value; do
      jdk_value=${jdk_value#\"}
      jdk_value=${jdk_value%%\"*}
      case $jdk_key in
        JAVA_RUNTIME_VERSION) jdk_build=$jdk_value ;;
        JAVA_VERSION)
          jdk_version=$jdk_value
          return
          ;;
      esac
    done <"$1/release"
  fi
  jdk_value=$("$1/bin/java" -version 2>&1) || return 0
  case $jdk_value in
    *version\ \"*)
      jdk_value=${jdk_value#*version \"}
      jdk_version=${jdk_value%%\"*}
      ;;
  esac
}

# True when the JDK in folder $1 will do; it is jdk_home then, else it is remembered for the explanation.
jdk_consider() {
  [ -x "$1/bin/java" ] || return 1
  jdk_read_version "$1"
  jdk_major=${jdk_version#1.}
  jdk_major=${jdk_major%%[!0-9]*}
  if [ "${jdk_major:-0}" -lt "$jdk_version_min" ]; then
    jdk_rejected="$jdk_rejected${jdk_version:-unknown}||$1
"
    return 1
  fi
  if [ "$jdk_needs" = javac ] && ! [ -x "$1/bin/javac" ]; then
    jdk_rejected="$jdk_rejected$jdk_version| without \`javac\`|$1
"
    return 1
  fi
  jdk_home=$1
}

# The folder of the `java` on PATH; a version manager's shim is asked where its Java lives.
jdk_consider_path() {
  jdk_java=$(command -v java) || return 1
  jdk_link=$(readlink -f "$jdk_java" 2>/dev/null) && jdk_java=$jdk_link
  case $jdk_java in
    */bin/java) [ -r "${jdk_java%/bin/java}/release" ] && { jdk_consider "${jdk_java%/bin/java}"; return; } ;;
  esac
  jdk_value=$("$jdk_java" -XshowSettings:properties -version 2>&1) || return 1
  case $jdk_value in
    *java.home\ =\ *) jdk_value=${jdk_value#*java.home = } ;;
    *) return 1 ;;
  esac
  jdk_consider "${jdk_value%%
*}"
}

jdk_consider_usual_folders() {
  jdk_ifs=$IFS
  IFS='
'
  for jdk_folder in $jdk_usual_folders; do
    IFS=$jdk_ifs
    jdk_consider "$jdk_folder" && return
  done
  IFS=$jdk_ifs
  return 1
}

# Says what was found, what is needed and how to get it.
jdk_explain() {
  jdk_found=
  while IFS='|' read -r jdk_version jdk_lack jdk_folder; do
    [ -n "$jdk_folder" ] || continue
    jdk_folder=$(cd -P -- "$jdk_folder" && pwd) || continue
    case $jdk_found in *"in \`$jdk_folder\`"*) continue ;; esac
    jdk_found="$jdk_found${jdk_found:+ and }\`$jdk_version\`$jdk_lack in \`$jdk_folder\`"
  done <<END
$jdk_rejected
END
  case $jdk_needs in
    javac) jdk_wanted="a JDK $jdk_version_min or newer with \`javac\`" ;;
    *) jdk_wanted="Java $jdk_version_min or newer" ;;
  esac
  cat >&2 <<END
error: java: no usable version, found ${jdk_found:-none}, continuo needs $jdk_wanted
hint: install one, then try again; \`JAVA_HOME\` names one that is elsewhere
  Debian, Ubuntu:  sudo apt install openjdk-$jdk_version_min-jdk-headless
  macOS:           brew install openjdk@$jdk_version_min
  SDKMAN!:         sdk install java $jdk_version_min-tem
  anything else:   https://adoptium.net/installation
END
}

# In the C locale a JVM can neither name a file `ü` nor print `…`. Whoever set LC_ALL wanted what it says.
jdk_leave_c_locale() {
  [ -z "${LC_ALL-}" ] || return 0
  case ${LC_CTYPE:-${LANG-}} in
    '' | C | POSIX) export LC_CTYPE=C.UTF-8 ;;
  esac
}

find_jdk() {
  jdk_leave_c_locale
  jdk_needs=$1
  jdk_rejected=
  [ -n "${CONTINUO_JAVA_HOME-}" ] && jdk_consider "$CONTINUO_JAVA_HOME" && return
  [ -n "${JAVA_HOME-}" ] && jdk_consider "$JAVA_HOME" && return
  jdk_consider_path && return
  jdk_consider_usual_folders && return
  jdk_explain
  exit 2
}
