package dev.continuo.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

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

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** What everybody calls what nobody should read: {@code GITHUB_TOKEN}, {@code API_KEY}. */
  private static final Pattern SECRET =
      Pattern.compile("TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|APIKEY|(?:^|_)KEYS?(?:_|$)");

  private CapturedEnvironment() {}

  /**
   * What passes by itself, and what was named.
   *
   * @param named {@code NAME} or {@code NAME=VALUE}
   */
  static Map<String, String> of(Map<String, String> environment, List<String> named) {
    var captured = of(environment);
    for (var variable : named) {
      var equals = variable.indexOf('=');
      var name = equals < 0 ? variable : variable.substring(0, equals);
      check(name);
      var value = equals < 0 ? environment.get(name) : variable.substring(equals + 1);
      if (value == null) {
        throw new CommandError(
            Exit.USAGE,
            "option `--env`: `" + name + "` is not set",
            "`--env " + name + "=VALUE` sets it");
      }
      captured.put(name, value);
    }
    return captured;
  }

  private static void check(String name) {
    if (!NAME.matcher(name).matches() || name.startsWith("CONTINUO_")) {
      throw new CommandError(
          Exit.USAGE,
          "option `--env`: not a name for a variable, found `"
              + name
              + "`, must be letters, digits and `_`, and not begin with `CONTINUO_`",
          "`--env NAME` or `--env NAME=VALUE`");
    }
    if (SECRET.matcher(name.toUpperCase(Locale.ROOT)).find()) {
      throw new CommandError(
          Exit.USAGE,
          "option `--env`: `" + name + "` looks like a secret, which would stand in the journal",
          "`continuo secret set "
              + name
              + "` keeps it, `secrets: ["
              + name
              + "]` gives it to a task");
    }
  }

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
