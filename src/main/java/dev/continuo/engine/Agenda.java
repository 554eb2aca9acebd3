package dev.continuo.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which rows are due when, on both clocks; derived from the rows alone. */
final class Agenda {
  private record Place<T extends Comparable<T>>(T at, String table, Comparable<?> key) {}

  private final NavigableMap<Place<Instant>, Command> wall = new TreeMap<>(order());
  private final NavigableMap<Place<Duration>, Command> awake = new TreeMap<>(order());

  <K extends Comparable<K>, R extends Row> void changed(
      Table<K, R> table, K key, @Nullable R before, @Nullable R after) {
    var old = before == null ? Due.NEVER : before.due();
    var now = after == null ? Due.NEVER : after.due();
    if (old == now || old.equals(now)) {
      return;
    }
    var name = table.schema().name();
    switch (old) {
      case Due.Never _ -> {}
      case Due.Wall(var at) -> wall.remove(new Place<>(at, name, key));
      case Due.Awake(var at) -> awake.remove(new Place<>(at, name, key));
    }
    switch (now) {
      case Due.Never _ -> {}
      case Due.Wall(var at) ->
          wall.put(new Place<>(at, name, key), table.schema().wake().apply(key));
      case Due.Awake(var at) ->
          awake.put(new Place<>(at, name, key), table.schema().wake().apply(key));
    }
  }

  /** The command of the row that has been due for longest, the awake clock's rows first. */
  Optional<Command> due(Moment at) {
    if (!awake.isEmpty() && awake.firstKey().at().compareTo(at.awake()) <= 0) {
      return Optional.of(awake.firstEntry().getValue());
    }
    if (!wall.isEmpty() && !wall.firstKey().at().isAfter(at.wall())) {
      return Optional.of(wall.firstEntry().getValue());
    }
    return Optional.empty();
  }

  /** How long nothing will be due, if both clocks run on evenly. */
  Optional<Duration> idleFor(Moment at) {
    var byAwake = awake.isEmpty() ? null : awake.firstKey().at().minus(at.awake());
    var byWall = wall.isEmpty() ? null : Duration.between(at.wall(), wall.firstKey().at());
    var wait =
        byAwake == null || (byWall != null && byWall.compareTo(byAwake) < 0) ? byWall : byAwake;
    return Optional.ofNullable(wait != null && wait.isNegative() ? Duration.ZERO : wait);
  }

  @SuppressWarnings("unchecked") // keys of one table are of one type
  private static <T extends Comparable<T>> Comparator<Place<T>> order() {
    return Comparator.<Place<T>, T>comparing(Place::at)
        .thenComparing(Place::table)
        .thenComparing((a, b) -> ((Comparable<Object>) a.key()).compareTo(b.key()));
  }
}
