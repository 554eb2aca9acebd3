package dev.continuo.server;

import dev.continuo.cli.OperatorError;
import dev.continuo.cli.ServerProcess;
import dev.continuo.http.Stopper.Attempts;
import dev.continuo.journal.Journal;
import dev.continuo.journal.StoreRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The server as the work of this process: serves until it is told, or made, to stop. */
public final class Foreground implements ServerProcess {
  private static final System.Logger LOG = System.getLogger(Foreground.class.getName());

  @Override
  public int run(Path home) {
    Logging.configure();
    var closed = new CountDownLatch(1);
    try {
      return serve(home, closed);
    } catch (StoreRefused refused) {
      throw new OperatorError(refused.refused().text(), refused.refused().hint());
    } catch (Journal.Unavailable away) {
      throw new OperatorError("store: cannot be read, " + away.getMessage(), "");
    } catch (IOException failure) {
      throw new OperatorError("server: cannot start, " + failure.getMessage(), "");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      closed.countDown();
    }
  }

  private static int serve(Path home, CountDownLatch closed)
      throws IOException, InterruptedException {
    try (var server = Server.start(home, version())) {
      var hook = Thread.ofPlatform().unstarted(() -> stop(server, closed));
      Runtime.getRuntime().addShutdownHook(hook);
      LOG.log(System.Logger.Level.INFO, "answers at {0}, data in {1}", server.url(), home);
      return end(server, server.awaitEnd());
    }
  }

  private static int end(Server server, Server.End end) throws InterruptedException {
    return switch (end) {
      case Server.End.Asked(var attempts) -> {
        var living = attempts == Attempts.KILL ? server.killAttempts() : server.living();
        LOG.log(System.Logger.Level.INFO, "stops, {0} attempts go on without it", living);
        yield 0;
      }
      case Server.End.Fenced(var by) -> {
        LOG.log(System.Logger.Level.ERROR, "another server leads this store: {0}", by);
        yield 1;
      }
      case Server.End.Broken(var bug) -> {
        LOG.log(System.Logger.Level.ERROR, "bug: the engine stopped", bug);
        yield 1;
      }
    };
  }

  /** A signal asks the server to stop, and waits until it has. */
  private static void stop(Server server, CountDownLatch closed) {
    server.end(new Server.End.Asked(Attempts.KEEP));
    try {
      closed.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String version() {
    var version = Foreground.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
