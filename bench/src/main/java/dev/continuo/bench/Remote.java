package dev.continuo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The server as its users have it: the packaged jar in a process of its own, over HTTP. */
final class Remote implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final Duration STOP_MAX = Duration.ofSeconds(60);
  private static final long POLL_NANOS = 1_000_000;
  private static final Pattern URL = Pattern.compile("\"url\":\"([^\"]+)\"");

  private final Path home;
  private final Process process;
  private final String url;

  private Remote(Path home, Process process, String url) {
    this.home = home;
    this.process = process;
    this.url = url;
  }

  /** Returns as soon as it answers. */
  static Remote start(Path home) throws IOException {
    Private.folder(home);
    var file = home.resolve("server.json");
    if (Files.exists(file)) {
      // that of a server which was killed would be taken for the new one's; here its port stays
      // known
      Files.move(file, home.resolve("server.stopped.json"), StandardCopyOption.REPLACE_EXISTING);
    }
    var builder =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()));
    builder.environment().put("CONTINUO_HOME", home.toString());
    var process = builder.start();
    var deadline = System.nanoTime() + START_MAX.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      if (Files.exists(file)) {
        var found = URL.matcher(Files.readString(file));
        if (found.find()) {
          return new Remote(home, process, found.group(1));
        }
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    process.destroyForcibly();
    throw new IOException("the server did not start: " + Files.readString(home.resolve("log")));
  }

  /** As the launcher does it. */
  private static List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseG1GC");
    var record = Path.of("bench", "target", "record", "server.aot").toAbsolutePath();
    if (Files.exists(record)) {
      command.addAll(List.of("-XX:AOTCache=" + record, "-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    var jar = Path.of("target", "continuo.jar").toAbsolutePath().toString();
    command.addAll(List.of("-jar", jar, "server", "run"));
    return command;
  }

  long pid() {
    return process.pid();
  }

  /** The processor time that the server has used. */
  double processorSeconds() {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
  }

  String url() {
    return url;
  }

  String token() throws IOException {
    return Files.readString(home.resolve("token")).strip();
  }

  Wire wire() throws IOException {
    return Wire.open(url, token());
  }

  void limit(Wire wire, int attempts) throws IOException {
    wire.put("/v1/limits/attempts", "{\"value\":" + attempts + "}").ok();
  }

  /** The body that submits a plan. */
  static String submission(String plan) {
    var text = plan.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "{\"plan\":\"%s\",\"file\":\"bench.yaml\",\"project\":\"/tmp\",\"env\":{}}"
        .formatted(text);
  }

  /** Waits until the run has ended, and fails unless it succeeded. */
  static void await(Wire wire, String run) throws IOException {
    Wire.Answer answer;
    do {
      answer = wire.get("/v1/runs/" + run + "/wait?timeoutMs=60000").ok();
    } while (answer.value("state").equals("running") && !answer.body().contains("\"stuck\":true"));
    if (!answer.value("state").equals("succeeded")) {
      throw new IllegalStateException("the run did not succeed: " + answer.body());
    }
  }

  /** As if the power were lost, for the server alone: its turns go on. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    if (!process.isAlive()) {
      return;
    }
    try (var wire = wire()) {
      wire.post("/v1/server/stop", "{\"killAttempts\":true}").ok();
    }
    try {
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
