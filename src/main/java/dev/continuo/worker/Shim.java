package dev.continuo.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The script that runs turns and outlives the server. It is a POSIX {@code sh} script because that
 * forks in a third of a millisecond, keeps a few hundred KiB a turn, is there on every machine, and
 * stays the same process while jars and JDKs change under it; a shim in Java would cost 40 MB and a
 * tenth of a second a turn, one in C a compiler or a binary per platform. It lies in the worker's
 * folder under the hash of its content, so that shims of an older version keep theirs.
 */
final class Shim {

  /** Shims, of older versions too, are known by their script. */
  static final Pattern WORDS = Pattern.compile("/shim-[0-9a-f]{16}\\.sh ");

  private static final int PROBE_SECONDS_MAX = 10;

  /** How a process is given a session of its own. */
  enum Leave {
    /** Linux, with coreutils of 2019 or newer. */
    SETSID,
    /** macOS, and older Linux. */
    PERL;

    private static final String LEAVE_BY_PERL =
        "use POSIX (); $SIG{INT} = $SIG{QUIT} = 'DEFAULT'; POSIX::setsid();"
            + " exec {$ARGV[0]} @ARGV; print STDERR \"$ARGV[0]: $!\\n\"; exit 127";

    /** Words that also reset the signals that the server may have been started to ignore. */
    private List<String> reset() {
      return switch (this) {
        case SETSID -> List.of("setsid", "env", "--default-signal=INT,QUIT", "--");
        case PERL -> words();
      };
    }

    /** By path: the environment is that of what follows them. */
    private List<String> words() {
      return switch (this) {
        case SETSID -> List.of(SystemTool.path("setsid"), "--");
        case PERL -> List.of(SystemTool.path("perl"), "-e", LEAVE_BY_PERL);
      };
    }

    /** The first that works on this machine. */
    static Leave here() throws IOException {
      for (var leave : values()) {
        if (leave.works()) {
          return leave;
        }
      }
      throw new IOException(
          "worker: no process can be given a session here, install util-linux and coreutils 8.31 or newer, or perl");
    }

    private boolean works() {
      try {
        var command = new ArrayList<>(reset());
        command.addAll(words());
        command.add(SystemTool.path("true"));
        var probe = SystemTool.process(command).start();
        return probe.waitFor(PROBE_SECONDS_MAX, TimeUnit.SECONDS) && probe.exitValue() == 0;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      } catch (IOException _) {
        return false;
      }
    }
  }

  private final Path script;
  private final TurnFiles files;
  private final Platform platform;

  private Shim(Path script, TurnFiles files, Platform platform) {
    this.script = script;
    this.files = files;
    this.platform = platform;
  }

  /** Puts the script into the worker's folder. */
  static Shim install(TurnFiles files, Platform platform) throws IOException {
    byte[] content = content();
    var script = files.root().resolve("shim-" + hash(content) + ".sh");
    if (!Files.exists(script)) {
      var draft = Files.createTempFile(files.drafts(), "shim", ".new");
      Files.write(draft, content);
      Files.move(draft, script, StandardCopyOption.ATOMIC_MOVE);
    }
    return new Shim(script, files, platform);
  }

  /** Starts the shell that forks a shim for each turn whose name it reads on a line. */
  Process begin() throws IOException {
    var command = new ArrayList<>(platform.leave().reset());
    command.addAll(
        List.of(
            "sh",
            script.toString(),
            files.spool().toString(),
            files.turns().toString(),
            platform.processes().view()));
    command.addAll(platform.leave().words());
    return SystemTool.process(command).redirectInput(ProcessBuilder.Redirect.PIPE).start();
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
