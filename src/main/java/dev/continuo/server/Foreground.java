package dev.continuo.server;

import dev.continuo.cli.OperatorError;
import dev.continuo.cli.ServerProcess;
import dev.continuo.engine.StepBug;
import dev.continuo.journal.Journal;
import dev.continuo.journal.StoreRefused;
import dev.continuo.operation.Absence;
import dev.continuo.operation.Stopper.Attempts;
import dev.continuo.task.Durations;
import dev.continuo.upkeep.BugRefusal;
import dev.continuo.upkeep.RestoreNote;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The server as the work of this process: serves until it is told, or made, to stop. */
public final class Foreground implements ServerProcess {
  private static final System.Logger LOG = System.getLogger(Foreground.class.getName());

  @Override
  public int run(Service service) {
    Logging.configure(service.home().resolve("server.log"));
    var closed = new CountDownLatch(1);
    try {
      return serve(service, closed);
    } catch (StoreRefused refused) {
      throw new OperatorError(refused.refused().text(), refused.refused().hint());
    } catch (StepBug bug) {
      LOG.log(System.Logger.Level.ERROR, "the engine cannot start", bug);
      var told = BugRefusal.of(bug);
      throw new OperatorError(told.text(), told.hint());
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

  private static int serve(Service service, CountDownLatch closed)
      throws IOException, InterruptedException {
    try (var server = Server.start(service)) {
      var hook = Thread.ofPlatform().unstarted(() -> stop(server, closed));
      Runtime.getRuntime().addShutdownHook(hook);
      LOG.log(
          System.Logger.Level.INFO,
          "{0} answers at {1}, data in {2}",
          service.version(),
          server.url(),
          service.home());
      server.absence().ifPresent(Foreground::tell);
      RestoreNote.take(service.home())
          .ifPresent(note -> LOG.log(System.Logger.Level.WARNING, note.text()));
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
      case Server.End.Idle(var after) -> {
        LOG.log(
            System.Logger.Level.INFO, "stops, had nothing to do for {0}", Durations.words(after));
        yield 0;
      }
      case Server.End.Fenced(var by) -> {
        LOG.log(System.Logger.Level.ERROR, "another server leads this store: {0}", by);
        yield 1;
      }
      case Server.End.Broken(var bug) -> {
        LOG.log(System.Logger.Level.ERROR, words(bug), bug);
        yield 1;
      }
    };
  }

  /** Which run it was, and what can be done. */
  private static String words(Throwable bug) {
    if (!(bug instanceof StepBug known)) {
      return "bug: the engine stopped";
    }
    var told = BugRefusal.of(known);
    return "bug: the engine stopped, " + told.text() + "; " + told.hint();
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

  /** What nobody enforced before; it is dealt with now. */
  private static void tell(Absence absence) {
    LOG.log(
        System.Logger.Level.INFO,
        absence.killed()
            ? "the last server was killed after {0}; {1} attempts ran on, {2} timeouts ran out"
            : "the last server stopped at {0}; {1} attempts ran on, {2} timeouts ran out",
        absence.since(),
        absence.attempts(),
        absence.overdue());
  }
}
