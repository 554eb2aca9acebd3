package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Makes whole lines of output that comes piece by piece. */
final class OutputLines implements OutputReader.Sink {
  /** A longer line is given in parts. */
  private static final int LINE_BYTES_MAX = 64 * 1024;

  /** Takes a line without its end. */
  interface Each {
    void take(String line) throws IOException, InterruptedException;
  }

  private final Each each;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  OutputLines(Each each) {
    this.each = each;
  }

  @Override
  public void take(byte[] bytes) throws IOException {
    for (var next : bytes) {
      if (next == '\n' || line.size() == LINE_BYTES_MAX) {
        give();
      }
      if (next != '\n') {
        line.write(next);
      }
    }
  }

  @Override
  public void quiet() {
    // Half a line waits for its other half.
  }

  /** Gives what is left, which no line break ended. */
  void end() throws IOException {
    if (line.size() > 0) {
      give();
    }
  }

  private void give() throws IOException {
    var text = line.toString(UTF_8);
    line.reset();
    try {
      each.take(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("was interrupted", e);
    }
  }
}
