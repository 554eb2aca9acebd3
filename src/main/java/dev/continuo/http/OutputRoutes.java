package dev.continuo.http;

import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskId;
import dev.continuo.task.TurnId;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Requests about what turns have written, which may wait for more of it. */
final class OutputRoutes {
  static final int OUTPUT_BYTES_MAX = 1 << 20;
  private static final int OUTPUT_BYTES_DEFAULT = 64 << 10;
  private static final Duration WAIT_MAX = Duration.ofSeconds(60);

  /** However much happens in the store, a task's row is read no more often than this. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

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
  private final Freshness freshness;
  private final Waits waits;

  OutputRoutes(Ports ports, Freshness freshness, Waits waits) {
    this.ports = ports;
    this.freshness = freshness;
    this.waits = waits;
  }

  void addTo(Routes routes) {
    routes.add("GET", "/v1/tasks/{task}/output", this::output);
  }

  private void output(Call call) {
    var query = call.query("turn", "offset", "last", "limit", "waitMs");
    var last = query.number("last", 1, OUTPUT_BYTES_MAX);
    var offset = query.number("offset", 0, Long.MAX_VALUE);
    if (last.isPresent() && offset.isPresent()) {
      throw Problems.badParameter("parameter `last`: has no meaning with `offset`");
    }
    var limit = query.number("limit", 1, OUTPUT_BYTES_MAX).orElse((long) OUTPUT_BYTES_DEFAULT);
    var wait = Duration.ofMillis(query.number("waitMs", 0, WAIT_MAX.toMillis()).orElse(0L));
    var max = last.orElse(limit).intValue();
    freshness.await(query);
    var seen =
        await(new Wanted(call.task(), query.text("turn"), last, offset.orElse(0L), max, wait));
    var headers = call.response().headers();
    headers.set(HeaderNames.create("Continuo-Turn"), seen.turn.toString());
    headers.set(HeaderNames.create("Continuo-Next-Offset"), Long.toString(seen.next()));
    if (seen.ended && (seen.bytes.length < max || last.isPresent())) {
      headers.set(HeaderNames.create("Continuo-Ended"), "true");
    }
    Call.send(call.response(), Status.OK_200, "text/plain; charset=utf-8", seen.bytes);
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
    return TurnTokens.turn(text)
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
