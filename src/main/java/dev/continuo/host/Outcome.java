package dev.continuo.host;

import dev.continuo.engine.Decision;
import dev.continuo.engine.Reply;

/** What became of a submission, told once and only when it is certain. */
public sealed interface Outcome {
  /**
   * Done, and durable.
   *
   * @param sequence the number of its last event; a read that is at least this new sees it
   */
  record Accepted(Reply reply, long sequence) implements Outcome {}

  record Refused(Decision.Refused decision) implements Outcome {}

  /** Not done, by no fault of the caller: the same submission may succeed later. */
  record Unavailable(String reason) implements Outcome {}

  /**
   * A bug of ours; nothing of it was done. A report is not told it: it is kept, and tried again.
   */
  record Broken(String detail) implements Outcome {}
}
