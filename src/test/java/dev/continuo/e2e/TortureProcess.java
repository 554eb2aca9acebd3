package dev.continuo.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A process of a turn, other than what the turn leaves behind. */
record TortureProcess(Kind kind, long pid, String task) {
  enum Kind {
    SHIM,
    COMMAND,
    AGENT
  }

  /** A shim works in the folder of its turn: the task, the attempt and the fence. */
  private static final Pattern TURN = Pattern.compile("(t-[0-9a-z]+)\\.\\d+\\.\\d+");

  private static final Pattern TASK = Pattern.compile("\0CONTINUO_TASK=(t-[0-9a-z]+)\0");

  /** Those of a data folder that live now. */
  static List<TortureProcess> of(Continuo continuo) throws IOException {
    var found = new ArrayList<TortureProcess>();
    for (var each : continuo.belongings().living()) {
      var process = each.words().contains("/shim-") ? shim(each) : command(each);
      process.ifPresent(found::add);
    }
    return found;
  }

  /** Nothing for the shell that forks the shims. */
  private static Optional<TortureProcess> shim(Belongings.Belonging each) {
    try {
      var folder = Files.readSymbolicLink(Path.of("/proc/" + each.pid() + "/cwd"));
      var turn = TURN.matcher(String.valueOf(folder.getFileName()));
      return turn.matches()
          ? Optional.of(new TortureProcess(Kind.SHIM, each.pid(), turn.group(1)))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<TortureProcess> command(Belongings.Belonging each) throws IOException {
    var agent = each.words().contains("agent.sh");
    if (!agent && !each.words().contains("task.sh")) {
      return Optional.empty();
    }
    var kind = agent ? Kind.AGENT : Kind.COMMAND;
    return task(each.pid()).map(task -> new TortureProcess(kind, each.pid(), task));
  }

  private static Optional<String> task(long pid) {
    try {
      var environ = Path.of("/proc", Long.toString(pid), "environ");
      var found = TASK.matcher("\0" + new String(Files.readAllBytes(environ), ISO_8859_1));
      return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
