package dev.continuo.http;

import dev.continuo.operation.Client;
import io.helidon.common.buffers.DataReader;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that come through a connection. While a request is answered, the read for the next one
 * can be started ahead of time: that is how the end of the connection is noticed. Helidon's own
 * watch, {@code HelidonSocket.idle()}, does nothing for the sockets that it has by default.
 *
 * <p>For the connection's thread alone.
 */
final class Incoming implements Supplier<byte @Nullable []> {
  private final DataReader from;
  private @Nullable FutureTask<byte @Nullable []> ahead;

  Incoming(DataReader from) {
    this.from = from;
  }

  /** The next bytes; null when there will be no more. */
  @Override
  public byte @Nullable [] get() {
    var started = ahead;
    ahead = null;
    if (started == null) {
      return read();
    }
    try {
      return started.get();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("the connection is closed"));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw new IllegalStateException("bug: a read threw", failed);
    }
  }

  private byte @Nullable [] read() {
    try {
      from.ensureAvailable();
      return from.readBytes(from.available());
    } catch (DataReader.InsufficientDataAvailableException ended) {
      return null;
    }
  }

  /**
   * Reads ahead, and says when the client has closed the connection. One that sends its next
   * request before it has its answer is taken to be there still.
   */
  Client watched() {
    var started = ahead;
    if (started == null) {
      started = new FutureTask<>(this::read);
      ahead = started;
      Thread.ofVirtual().start(started);
    }
    var watch = started;
    return () -> ended(watch);
  }

  private static boolean ended(Future<byte @Nullable []> watch) {
    return switch (watch.state()) {
      case RUNNING, CANCELLED -> false;
      case FAILED -> true;
      case SUCCESS -> watch.resultNow() == null;
    };
  }
}
