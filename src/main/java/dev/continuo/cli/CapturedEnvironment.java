package dev.continuo.cli;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables of the caller that its tasks get too. A list of what may pass: secrets lie in
 * variables of any name, and what passes is written into the journal.
 */
final class CapturedEnvironment {
  private static final Set<String> NAMES =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "LANG",
          "LANGUAGE",
          "TZ",
          "TMPDIR",
          "SSH_AUTH_SOCK",
          "JAVA_HOME",
          "GOPATH",
          "CARGO_HOME",
          "RUSTUP_HOME",
          "NVM_DIR",
          "VIRTUAL_ENV",
          "GIT_AUTHOR_NAME",
          "GIT_AUTHOR_EMAIL",
          "GIT_COMMITTER_NAME",
          "GIT_COMMITTER_EMAIL");

  private CapturedEnvironment() {}

  static Map<String, String> of(Map<String, String> environment) {
    var captured = new TreeMap<String, String>();
    environment.forEach(
        (name, value) -> {
          if (NAMES.contains(name) || name.startsWith("LC_") || name.startsWith("XDG_")) {
            captured.put(name, value);
          }
        });
    return captured;
  }
}
