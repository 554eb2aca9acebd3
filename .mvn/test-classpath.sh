# Finds what the scripts run that start a program of src/test, in POSIX sh; scripts/* source it in the project's folder.
#
#   find_test_classpath    sets classpath to the tests, the program and their libraries, built anew when a source changed
#
#   CONTINUO_TEST_CLASSPATH    this class path, nothing is built: the gate runs the scripts on what it has built itself

find_test_classpath() {
  classpath=${CONTINUO_TEST_CLASSPATH-}
  [ -z "$classpath" ] || return 0
  # Written last, so that it is as old as the classes.
  libraries=target/test.classpath
  if [ ! -d target/test-classes/dev/continuo ] || [ ! -s "$libraries" ] ||
    [ -n "$(find src pom.xml -newer "$libraries" -type f | head -n 1)" ]; then
    ./mvnw -q -B -ntp -Dcontinuo.quick test-compile \
      dependency:build-classpath -Dmdep.outputFile="$libraries" -Dmdep.includeScope=test
    touch -- "$libraries"
  fi
  classpath=target/test-classes:target/classes:$(cat "$libraries")
}
