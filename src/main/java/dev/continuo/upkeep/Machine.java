package dev.continuo.upkeep;

import dev.continuo.cli.Upkeep.Check;
import dev.continuo.cli.Upkeep.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Continuo needs of a machine, looked at without starting a process. */
final class Machine {
  private static final int JDK_MIN = 25;

  /** A server with its streams and as many living turns as are allowed at once. */
  private static final long FILES_MIN = 1024;

  private static final long PROCESSES_MIN = 512;
  private static final Pattern LIMIT = Pattern.compile("^(Max [a-z ]+?) {2,}(\\S+).*");

  private final List<Path> path = new ArrayList<>();

  /** {@code path} is the variable of that name. */
  Machine(@Nullable String path) {
    for (var folder : path == null ? new String[0] : path.split(":", -1)) {
      if (!folder.isEmpty()) {
        this.path.add(Path.of(folder));
      }
    }
  }

  List<Check> all() {
    var checks = new ArrayList<Check>();
    checks.add(jdk(Runtime.version().feature(), System.getProperty("java.home", "")));
    checks.add(launcher(System.getProperty("continuo.launcher", "")));
    checks.add(program("sh", Verdict.WRONG, "install a POSIX shell: it runs every turn"));
    checks.add(
        program(
            found("setsid").isEmpty() && found("perl").isPresent() ? "perl" : "setsid",
            Verdict.WRONG,
            "install util-linux, or perl: a turn needs its own session"));
    checks.add(program("git", Verdict.WARNING, "install git, which agents work with"));
    checks.add(limit("open files", "Max open files", FILES_MIN, "ulimit -n"));
    checks.add(limit("processes", "Max processes", PROCESSES_MIN, "ulimit -u"));
    return checks;
  }

  static Check jdk(int feature, String home) {
    return feature >= JDK_MIN
        ? new Check("jdk", Verdict.OK, feature + ", `" + home + "`", "")
        : new Check(
            "jdk",
            Verdict.WRONG,
            feature + ", `" + home + "`, must be " + JDK_MIN + " or newer",
            "name a newer one with `CONTINUO_JAVA_HOME`");
  }

  private static Check launcher(String launcher) {
    if (launcher.isEmpty()) {
      return new Check("launcher", Verdict.OK, "none, started as a jar", "");
    }
    return Files.isExecutable(Path.of(launcher))
        ? new Check("launcher", Verdict.OK, "`" + launcher + "`", "")
        : new Check(
            "launcher",
            Verdict.WARNING,
            "`" + launcher + "` is gone or cannot be executed",
            "start `continuo` from where it lies now");
  }

  private Check program(String name, Verdict otherwise, String does) {
    return found(name)
        .map(file -> new Check(name, Verdict.OK, "`" + file + "`", ""))
        .orElseGet(() -> new Check(name, otherwise, "not on the PATH", does));
  }

  private Optional<Path> found(String program) {
    return path.stream().map(it -> it.resolve(program)).filter(Files::isExecutable).findFirst();
  }

  private static Check limit(String name, String key, long min, String command) {
    try {
      return limit(name, key, min, command, Files.readAllLines(Path.of("/proc/self/limits")));
    } catch (IOException otherSystem) {
      return new Check(name, Verdict.OK, "not known here", "");
    }
  }

  static Check limit(String name, String key, long min, String command, List<String> limits) {
    for (var line : limits) {
      var limit = LIMIT.matcher(line);
      if (limit.matches() && limit.group(1).equals(key)) {
        var soft = limit.group(2);
        return soft.equals("unlimited") || Long.parseLong(soft) >= min
            ? new Check(name, Verdict.OK, soft, "")
            : new Check(
                name,
                Verdict.WARNING,
                soft + ", better " + min + " or more",
                "`" + command + " " + min + "` raises it for a shell and what it starts");
      }
    }
    return new Check(name, Verdict.OK, "not known here", "");
  }
}
