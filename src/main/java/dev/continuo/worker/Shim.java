package dev.continuo.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The script that runs a turn and outlives the server. It is a POSIX {@code sh} script because that
 * starts in a millisecond, keeps a few hundred KiB a turn, is there on every machine, and stays the
 * same process while jars and JDKs change under it; a shim in Java would cost 40 MB and a tenth of
 * a second a turn, one in C a compiler or a binary per platform. It lies in the worker's folder
 * under the hash of its content, so that shims of an older version keep theirs.
 */
final class Shim {

  private static final int PROBE_SECONDS_MAX = 10;

  /**
   * Searched first: what the server's PATH puts before the system's own tools is not the shim's
   * business.
   */
  private static final String SYSTEM_PATH = "/usr/bin:/bin";

  private final Path script;
  private final Path spool;

  private Shim(Path script, Path spool) {
    this.script = script;
    this.spool = spool;
  }

  /** Puts the script into the worker's folder and checks that this machine can run it. */
  static Shim install(TurnFiles files) throws IOException {
    checkPlatform();
    byte[] content = content();
    var script = files.root().resolve("shim-" + hash(content) + ".sh");
    if (!Files.exists(script)) {
      var draft = Files.createTempFile(files.root(), "shim", ".new");
      Files.write(draft, content);
      Files.move(draft, script, StandardCopyOption.ATOMIC_MOVE);
    }
    return new Shim(script, files.spool());
  }

  /** Starts the shim; returns before it did anything. Once this was called the turn may run. */
  void start(TurnId turn, Path folder) throws IOException {
    process(
        List.of(
            "setsid",
            "-f",
            "sh",
            script.toString(),
            folder.toString(),
            spool.toString(),
            turn.toString()));
  }

  private static Process process(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command);
    var path = System.getenv("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path == null ? SYSTEM_PATH : SYSTEM_PATH + ":" + path);
    builder.environment().put("LC_ALL", "C");
    builder.directory(Path.of("/").toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  private static void checkPlatform() throws IOException {
    var system = System.getProperty("os.name", "unknown");
    if (!"Linux".equals(system) || !Files.isReadable(Path.of("/proc/self/stat"))) {
      throw new IOException(
          "worker: turns cannot be run on `%s`, only Linux with /proc is supported"
              .formatted(system));
    }
    try {
      var probe = process(List.of("setsid", "-f", "sh", "-c", ":"));
      if (probe.waitFor(PROBE_SECONDS_MAX, TimeUnit.SECONDS) && probe.exitValue() == 0) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("worker: `setsid -f` does not work here, install util-linux");
  }

  /** The boot id of the machine: pids and start times mean nothing across boots. */
  static String boot() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }

  private static byte[] content() throws IOException {
    try (InputStream resource = Shim.class.getResourceAsStream("shim.sh")) {
      if (resource == null) {
        throw new IOException("bug: shim.sh is missing from the jar");
      }
      return resource.readAllBytes();
    }
  }

  private static String hash(byte[] content) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("bug: every Java has SHA-256", e);
    }
  }
}
