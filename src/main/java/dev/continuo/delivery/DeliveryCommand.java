package dev.continuo.delivery;

import dev.continuo.engine.Command;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be asked of receivers and their deliveries. */
public sealed interface DeliveryCommand extends Command {
  record AddReceiver(String receiver, String url, List<Fact.Kind> kinds, Optional<String> secret)
      implements DeliveryCommand {
    public AddReceiver {
      kinds = List.copyOf(kinds);
      Receiver.check(receiver, url, kinds);
    }
  }

  record PauseReceiver(String receiver, String by) implements DeliveryCommand {}

  /** It is given another chance, as if it had never failed. */
  record ResumeReceiver(String receiver) implements DeliveryCommand {}

  /** What waits for it is withdrawn. */
  record RemoveReceiver(String receiver) implements DeliveryCommand {}

  /** Its first delivery is tried now, not at the end of the back-off. */
  record Retry(String receiver) implements DeliveryCommand {}

  /** What came of a try. */
  record Report(DeliveryId delivery, int attempt, Answer answer) implements DeliveryCommand {}

  /** Something happened that a receiver wants to be told. */
  record Note(Fact fact) implements DeliveryCommand {}

  /** The first fact of the outbox becomes deliveries. */
  record Tell() implements DeliveryCommand {}

  record Wake(String receiver) implements DeliveryCommand {}

  /** What a receiver's answer means. */
  sealed interface Answer {
    /** It has taken it: any status from 200 to 299. */
    record Acknowledged() implements Answer {}

    /**
     * It has not, or nobody knows.
     *
     * @param problem the end of a sentence about the receiver
     * @param retryAfter how long the receiver asks to be left alone
     */
    record Failed(String problem, Optional<Duration> retryAfter) implements Answer {}

    /** It wants nothing more: the status 410. */
    record Gone() implements Answer {}
  }
}
