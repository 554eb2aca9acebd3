package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;

/** Reads what one turn has written, piece by piece, and waits in the server for more. */
final class OutputReader {
  private static final int BYTES_A_READ = 256 * 1024;
  private static final int GONE = 410;
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  /** How much of the output is wanted. */
  sealed interface Extent {
    /** All that is there. */
    record All() implements Extent {}

    /** The last lines of what is there. */
    record Last(long lines) implements Extent {}
  }

  /** What the turn has written was removed, or it never had a place to write to. */
  static final class Cleared extends CommandError {
    private static final long serialVersionUID = 1;

    private Cleared(CommandError refusal) {
      super(refusal.exit(), refusal.says(), refusal.hint());
    }
  }

  /** Takes the output in its order. */
  interface Sink {
    void take(byte[] bytes) throws IOException;

    /** Nothing more is there just now. */
    void quiet() throws IOException;
  }

  private final Api api;
  private final String path;

  OutputReader(Api api, String task, String turn) {
    this.api = api;
    this.path = "/v1/tasks/" + task + "/output?turn=" + URLEncoder.encode(turn, UTF_8);
  }

  /** Copies what is there. */
  void copy(Extent extent, Sink sink) throws IOException {
    var offset = start(extent);
    while (true) {
      var answer = read("&offset=" + offset + "&limit=" + BYTES_A_READ);
      if (answer.body().length == 0) {
        sink.quiet();
        return;
      }
      sink.take(answer.body());
      offset = next(answer, offset);
    }
  }

  /** Copies what is there and what is still to come, until the turn has ended. */
  void follow(Extent extent, Sink sink) throws IOException {
    var wait = "&limit=" + BYTES_A_READ + "&waitMs=" + WAIT_MAX.toMillis();
    var offset = start(extent);
    while (true) {
      var answer = read("&offset=" + offset + wait);
      sink.take(answer.body());
      if (answer.body().length < BYTES_A_READ) {
        sink.quiet();
      }
      if (answer.header("continuo-ended").equals("true")) {
        return;
      }
      offset = next(answer, offset);
    }
  }

  private long start(Extent extent) throws IOException {
    return switch (extent) {
      case Extent.All() -> 0;
      case Extent.Last(var lines) -> lastLines(lines);
    };
  }

  /** Where the last lines begin; searched for from the end, however much there is. */
  private long lastLines(long lines) throws IOException {
    var answer = read("&last=" + BYTES_A_READ);
    var bytes = answer.body();
    var end = next(answer, bytes.length);
    var from = end - bytes.length;
    // A line break at the very end only ends the last line.
    var breaks = lines + (bytes.length > 0 && bytes[bytes.length - 1] == '\n' ? 1 : 0);
    while (lines > 0) {
      for (int i = bytes.length - 1; i >= 0; i--) {
        if (bytes[i] == '\n' && --breaks == 0) {
          return from + i + 1;
        }
      }
      if (from == 0) {
        return 0;
      }
      var before = Math.max(0, from - BYTES_A_READ);
      bytes = read("&offset=" + before + "&limit=" + (from - before)).body();
      from = before;
    }
    return end;
  }

  private Answer read(String range) throws IOException {
    var answer =
        api.patiently(Deadline.never(), () -> api.answer(Client.Request.get(path + range)));
    try {
      return answer.orRefuse();
    } catch (CommandError refusal) {
      throw answer.status() == GONE ? new Cleared(refusal) : refusal;
    }
  }

  /** Where the next read begins. */
  static long next(Answer answer, long offset) throws IOException {
    var header = answer.header("continuo-next-offset");
    try {
      return header.isEmpty() ? offset + answer.body().length : Long.parseLong(header);
    } catch (NumberFormatException e) {
      throw new IOException("answered with the offset `" + header + "`", e);
    }
  }
}
