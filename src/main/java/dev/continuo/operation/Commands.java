package dev.continuo.operation;

import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.host.Gateway;
import dev.continuo.host.Outcome;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands commands in and turns their outcomes into answers. */
final class Commands {
  private static final System.Logger LOG = System.getLogger(Commands.class.getName());

  private final Gateway gateway;
  private final Duration patience;

  /** {@code patience}: how long an outcome is awaited before it is called unknown. */
  Commands(Gateway gateway, Duration patience) {
    this.gateway = gateway;
    this.patience = patience;
  }

  /** The outcome of a write; a repeated one is answered as before. */
  Outcome.Accepted submit(Command command, Caller caller) throws InterruptedException {
    return submitted(command, caller);
  }

  /** The outcome of a question, which changes nothing. */
  Outcome.Accepted ask(Command question, Asking asking) throws InterruptedException {
    return submitted(question, Caller.of(asking.who().actor()));
  }

  private Outcome.Accepted submitted(Command command, Caller caller) throws InterruptedException {
    return switch (outcome(command, caller)) {
      case Outcome.Accepted accepted -> accepted;
      case Outcome.Refused(var decision) -> throw Problems.refused(decision);
      case Outcome.Unavailable(var reason) -> throw Problems.unavailable(reason);
      case Outcome.Broken(var detail) -> {
        LOG.log(System.Logger.Level.ERROR, detail);
        throw Problems.bug();
      }
    };
  }

  private Outcome outcome(Command command, Caller caller) throws InterruptedException {
    try {
      return gateway.submit(command, caller).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw Problems.unknownOutcome();
    } catch (ExecutionException bug) {
      throw new IllegalStateException("bug: a gateway's future failed", bug.getCause());
    }
  }

  /** Hands a write in and answers its sequence number. */
  SequenceView write(Command command, Asking asking) throws InterruptedException {
    return new SequenceView(submit(command, asking.caller()).sequence());
  }
}
