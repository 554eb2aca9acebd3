package dev.continuo.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What a worker told, in the order of telling, to be waited for. */
final class Reports implements Consumer<Report> {

  private static final Duration DEADLINE = Duration.ofSeconds(40);

  private final Map<TurnId, List<Report>> told = new ConcurrentHashMap<>();

  @Override
  public void accept(Report report) {
    told.computeIfAbsent(report.turn(), _ -> new CopyOnWriteArrayList<>()).add(report);
  }

  List<Report> of(TurnId turn) {
    return List.copyOf(told.getOrDefault(turn, List.of()));
  }

  boolean isEmpty() {
    return told.isEmpty();
  }

  <R extends Report> List<R> of(TurnId turn, Class<R> kind) {
    return of(turn).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The first report of this kind, waited for. */
  <R extends Report> R await(TurnId turn, Class<R> kind) {
    try {
      await(() -> !of(turn, kind).isEmpty(), kind.getSimpleName() + " of " + turn);
    } catch (ConditionTimeoutException never) {
      throw new AssertionError(never.getMessage() + " Told: " + of(turn), never);
    }
    return of(turn, kind).getFirst();
  }

  Exit exit(TurnId turn) {
    return await(turn, Report.Exited.class).exit();
  }

  static void await(Callable<Boolean> condition, String what) {
    Awaitility.await(what).atMost(DEADLINE).pollInterval(Duration.ofMillis(10)).until(condition);
  }
}
