package dev.continuo.simulation.teeth;

import dev.continuo.engine.Row;
import dev.continuo.engine.Table;
import dev.continuo.engine.Watch;
import java.util.List;
import java.util.function.UnaryOperator;

/** Gets at what watches a table; only faults have any business there. */
final class Watches {
  private Watches() {}

  /** Puts another watch into the place of that whose class has this simple name. */
  static <K extends Comparable<K>, R extends Row> void replace(
      Table<K, R> table, String name, UnaryOperator<Watch<K, R>> by) {
    List<Watch<K, R>> watches = of(table);
    for (int i = 0; i < watches.size(); i++) {
      if (watches.get(i).getClass().getSimpleName().equals(name)) {
        watches.set(i, by.apply(watches.get(i)));
        return;
      }
    }
    throw new IllegalStateException("nothing called " + name + " watches the table");
  }

  /** Puts another watch into the place of the last. */
  static <K extends Comparable<K>, R extends Row> void replaceLast(
      Table<K, R> table, UnaryOperator<Watch<K, R>> by) {
    List<Watch<K, R>> watches = of(table);
    watches.set(watches.size() - 1, by.apply(watches.getLast()));
  }

  @SuppressWarnings("unchecked") // the field's type is this one, but for wildcards
  private static <K extends Comparable<K>, R extends Row> List<Watch<K, R>> of(Table<K, R> table) {
    return (List<Watch<K, R>>) field(table, "watches");
  }

  static Object field(Object of, String name) {
    try {
      var field = of.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException gone) {
      throw new IllegalStateException("a fault has lost its place: " + name, gone);
    }
  }
}
