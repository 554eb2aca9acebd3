package dev.continuo.operation;

import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.TurnId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Operations on what turns have written, which may wait for more of it. */
final class OutputOperations {
  static final int OUTPUT_BYTES_MAX = 1 << 20;
  static final String OUTPUT_BYTES_DEFAULT = "65536";

  /** However much happens in the store, a task's row is read no more often than this. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  record ReadOutput(
      @Describe("the task's id") TaskId task,
      @Describe("the id of a turn; the newest when it is missing") @Nullable String turn,
      @Describe(value = "the byte to begin with; not with `last`", min = 0) @Nullable Long offset,
      @Describe(
              value = "so many bytes at the end, instead of `offset` and `limit`",
              min = 1,
              max = OUTPUT_BYTES_MAX)
          @Nullable Long last,
      @Describe(
              value = "the most bytes of an answer",
              min = 1,
              max = OUTPUT_BYTES_MAX,
              otherwise = OUTPUT_BYTES_DEFAULT)
          int limit,
      @Describe(
              value = "how long to wait for the first byte, in milliseconds",
              min = 0,
              max = RunOperations.WAIT_MS_MAX,
              otherwise = "0")
          long waitMs) {}

  static final Operation<ReadOutput, OutputPiece> OUTPUT =
      Operation.query(
              "task.output",
              Http.get("/v1/tasks/{task}/output", Http.Media.TEXT),
              ReadOutput.class,
              OutputPiece.class,
              "Reads what a turn has written; each byte of a secret is a `*`.")
          .fails(
              TaskRefusal.TASK_NOT_FOUND,
              ProblemCode.TURN_NOT_FOUND,
              ProblemCode.OUTPUT_CLEARED,
              ProblemCode.FILE_UNAVAILABLE);

  static final List<Operation<?, ?>> DECLARED = List.of(OUTPUT);

  /**
   * What is asked for: the last bytes, or those from an offset on, which may still have to come.
   */
  private record Wanted(
      TaskId task,
      Optional<String> turn,
      Optional<Long> last,
      long offset,
      int max,
      Duration waitMax) {}

  /** What there is: the turn, as its task's row had it, and what may be read of its output. */
  private static final class Seen {
    private final TurnId turn;
    private final boolean ended;
    private final long size;
    private final long from;
    private final byte[] bytes;

    Seen(TurnId turn, boolean ended, long size, long from, byte[] bytes) {
      this.turn = turn;
      this.ended = ended;
      this.size = size;
      this.from = from;
      this.bytes = bytes;
    }

    /** Whether waiting would bring nothing. */
    boolean enough() {
      return bytes.length > 0 || ended || from > size;
    }

    long next() {
      return bytes.length == 0 ? Math.min(from, size) : from + bytes.length;
    }
  }

  private final Ports ports;
  private final Waits waits;

  OutputOperations(Ports ports, Waits waits) {
    this.ports = ports;
    this.waits = waits;
  }

  void bindTo(Operations operations) {
    operations.bind(OUTPUT, (input, _) -> read(input));
  }

  private OutputPiece read(ReadOutput input) {
    var last = Optional.ofNullable(input.last());
    var offset = Optional.ofNullable(input.offset());
    if (last.isPresent() && offset.isPresent()) {
      throw Problems.badParameter("parameter `last`: has no meaning with `offset`");
    }
    var max = last.map(Long::intValue).orElse(input.limit());
    var wait = Duration.ofMillis(input.waitMs());
    var turn = Optional.ofNullable(input.turn());
    var seen = await(new Wanted(input.task(), turn, last, offset.orElse(0L), max, wait));
    var all = seen.ended && (seen.bytes.length < max || last.isPresent());
    return new OutputPiece(seen.turn.toString(), seen.next(), all, seen.bytes);
  }

  /** Waits until there is something to read, or nothing more can come, or the time is over. */
  private Seen await(Wanted wanted) {
    var deadline = System.nanoTime() + wanted.waitMax().toNanos();
    while (true) {
      var head = waits.head();
      var seen = look(wanted);
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (seen.enough() || !left.isPositive()) {
        return seen;
      }
      var grown = new AtomicBoolean();
      try (var _ = watch(seen.turn, () -> wake(grown))) {
        if (size(seen.turn) == seen.size) {
          waits.awaitAfter(head, grown::get, left);
          waits.awaitAfter(Long.MAX_VALUE, grown::get, least(BETWEEN_LOOKS, left));
        }
      }
    }
  }

  private void wake(AtomicBoolean grown) {
    if (!grown.getAndSet(true)) {
      waits.wake();
    }
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The row first: what it says has ended writes nothing after it was read. */
  private Seen look(Wanted wanted) {
    var task = ports.store().task(wanted.task()).orElseThrow(() -> noTask(wanted.task()));
    var turn = wanted.turn().map(text -> turn(task, text)).orElseGet(() -> newest(task));
    var ended = ended(task, turn);
    if (ended && !ports.output().kept(turn)) {
      throw Problems.cleared(task.spec().name(), turn);
    }
    var size = size(turn);
    var from = wanted.last().map(count -> Math.max(0, size - count)).orElse(wanted.offset());
    var growth = ended ? Output.Growth.ENDED : Output.Growth.GOES_ON;
    return new Seen(turn, ended, size, from, written(turn, from, wanted.max(), growth));
  }

  private static Rejected noTask(TaskId task) {
    return Problems.noTask(task.toString());
  }

  private long size(TurnId turn) {
    try {
      return ports.output().size(turn);
    } catch (IOException unreadable) {
      throw trouble(turn, unreadable);
    }
  }

  private byte[] written(TurnId turn, long offset, int max, Output.Growth growth) {
    try {
      return ports.output().read(turn, offset, max, growth);
    } catch (IOException unreadable) {
      throw trouble(turn, unreadable);
    }
  }

  private Output.Watch watch(TurnId turn, Runnable grown) {
    try {
      return ports.output().watch(turn, grown);
    } catch (IOException unreadable) {
      throw trouble(turn, unreadable);
    }
  }

  private static Rejected trouble(TurnId turn, IOException unreadable) {
    return Problems.fileTrouble("output of turn `" + turn + "`", unreadable);
  }

  private static TurnId turn(Task task, String text) {
    return TurnText.parse(text)
        .filter(turn -> turn.task().equals(task.id()) && turn.fence() <= task.fence())
        .orElseThrow(
            () ->
                Problems.noTurn(
                    "turn `"
                        + Problems.quoted(text)
                        + "`: task `"
                        + task.id()
                        + "` has none of it"));
  }

  private static TurnId newest(Task task) {
    if (task.fence() == 0) {
      throw Problems.noTurn("task `" + task.id() + "`: has not started, so it has no output");
    }
    return task.turn()
        .map(State.Turn::id)
        .orElseGet(() -> new TurnId(task.id(), task.attempt(), task.fence()));
  }

  private static boolean ended(Task task, TurnId turn) {
    return task.turn().filter(living -> living.id().equals(turn)).isEmpty()
        && !task.unswept().filter(turn::equals).isPresent();
  }
}
