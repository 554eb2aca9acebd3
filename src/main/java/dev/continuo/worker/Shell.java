package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one shell that forks the shims, started anew when it was ended. It is told of turns through a
 * pipe and ends with it, so it outlives the server only to fork what it was told of. What it had
 * not read when it was ended is lost: who waits for a turn in vain tells of it again, which harms
 * nothing, for each turn is claimed once.
 */
final class Shell implements AutoCloseable {

  private static final int CLOSE_SECONDS_MAX = 10;

  private final Shim shim;
  private volatile @Nullable Process process;

  Shell(Shim shim) {
    this.shim = shim;
  }

  /** Tells of a turn; returns before anything came of it. Once this was called it may run. */
  synchronized void fork(TurnId turn) throws IOException {
    var line = (turn + "\n").getBytes(US_ASCII);
    try {
      write(living(), line);
    } catch (IOException _) {
      write(begin(), line);
    }
  }

  /** Ends the shell, even when it no longer reads its input. The next turn starts a new one. */
  void replace() {
    var it = process;
    if (it != null) {
      it.destroyForcibly();
    }
  }

  private static void write(Process shell, byte[] line) throws IOException {
    shell.getOutputStream().write(line);
    shell.getOutputStream().flush();
  }

  private Process living() throws IOException {
    var it = process;
    return it != null && it.isAlive() ? it : begin();
  }

  private Process begin() throws IOException {
    var begun = shim.begin();
    process = begun;
    return begun;
  }

  /** Returns when the shell has forked all that it was told of. */
  @Override
  public synchronized void close() {
    var it = process;
    if (it == null) {
      return;
    }
    try {
      it.getOutputStream().close();
      it.waitFor(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (IOException _) {
      // It has ended before.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
