package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The service manager of this system, and what is asked of it. */
record Installation(World world, ServiceManager manager) {
  private static final Duration COMMAND_MAX = Duration.ofSeconds(60);
  private static final int SAID_LENGTH_MAX = 2_000;

  /** What env(1) ends with when there is no such command. */
  private static final int NO_SUCH_COMMAND = 127;

  /** Whether the manager can be told anything here. */
  enum Presence {
    ANSWERS,
    /** It is installed, but not for this user or not in this container. */
    SILENT,
    ABSENT
  }

  private record Ran(int code, String said) {}

  static Installation here(World world) {
    var manager =
        ServiceManager.of(System.getProperty("os.name", "")).orElseThrow(Installation::neither);
    return new Installation(world, manager);
  }

  static CommandError neither() {
    return new CommandError(
        Exit.NOT_FOUND,
        "service manager: there is neither systemd nor launchd here",
        "`continuo server start` starts the server in the background; whatever starts programs here"
            + " can run `continuo server run`");
  }

  Path file() {
    return manager.file(world.environment());
  }

  String text(DataFolder home) {
    var environment = new TreeMap<String, String>();
    environment.put("CONTINUO_HOME", home.path().toString());
    environment.put("CONTINUO_JAVA_HOME", System.getProperty("java.home"));
    return manager.text(new ServiceManager.Service(words(home), home.path(), environment));
  }

  /** The launcher, which builds newer sources by itself; the jar where it was started without. */
  private List<String> words(DataFolder home) {
    var words = new ArrayList<String>();
    var launcher = Program.launcher();
    if (launcher.isPresent() && world.variable("CONTINUO_JAR").isEmpty()) {
      words.add(launcher.get().toString());
    } else {
      words.add(Program.java().toString());
      words.addAll(ServerJvm.flags(home.path()));
      words.addAll(
          Program.jar().map(jar -> List.of("-jar", jar.toString())).orElseGet(Program::classes));
    }
    words.addAll(List.of("server", "run"));
    return words;
  }

  Presence presence() throws IOException {
    return switch (run(manager.ask()).code()) {
      case 0 -> Presence.ANSWERS;
      case NO_SUCH_COMMAND -> Presence.ABSENT;
      default -> Presence.SILENT;
    };
  }

  List<List<String>> enabling() throws IOException {
    return manager.enable(file(), user());
  }

  List<String> disabling() throws IOException {
    return manager.disable(user());
  }

  private long user() throws IOException {
    return ((Number) Files.getAttribute(file().getRoot(), "unix:uid")).longValue();
  }

  /** Runs a command of the manager's, which has to succeed. */
  void tell(List<String> words) throws IOException {
    var ran = run(words);
    if (ran.code() != 0) {
      throw new CommandError(
          Exit.FAILED,
          "`" + String.join(" ", words) + "`: ended with " + ran.code() + ", said " + ran.said(),
          "");
    }
  }

  private Ran run(List<String> words) throws IOException {
    // found by env, in the caller's path and not in that of this process
    var command = new ArrayList<>(List.of("env"));
    command.addAll(words);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(world.environment());
    var process = builder.start();
    // what it says ends with it, so that nothing else bounds the reading
    var late =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(COMMAND_MAX.toSeconds(), TimeUnit.SECONDS));
    try {
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      var code = process.waitFor();
      if (late.isDone()) {
        throw new IOException("`" + String.join(" ", words) + "` does not end");
      }
      return new Ran(code, said.substring(0, Math.min(said.length(), SAID_LENGTH_MAX)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      late.cancel(false);
      process.destroyForcibly();
    }
  }
}
