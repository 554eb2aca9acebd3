package dev.continuo.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How many events one step may lead to, and the one way to stay within it: large work is cut into
 * pieces by the number of events that it leads to, never by the number of its items alone.
 *
 * <p>The weight of an item is an upper bound for the events of the item and of everything that
 * follows from it in the same step. A piece always has its first item, so that work goes on
 * whatever that item weighs.
 */
public final class Budget {
  /** The events that the items of one step may lead to. */
  public static final int STEP_EVENTS = 1_000;

  private int left = STEP_EVENTS;
  private boolean begun;

  /** A full budget. */
  public Budget() {}

  /** Takes an item's weight, if the item is the first one or still fits. */
  public boolean admits(int weight) {
    if (begun && weight > left) {
      return false;
    }
    begun = true;
    left -= weight;
    return true;
  }

  /** The items from the front that one step can take. */
  public static <T> List<T> first(Iterable<T> items, ToIntFunction<? super T> weight) {
    return new Budget().next(items, weight);
  }

  /** The items from the front that still fit. */
  public <T> List<T> next(Iterable<T> items, ToIntFunction<? super T> weight) {
    var taken = new ArrayList<T>();
    for (var item : items) {
      if (!admits(weight.applyAsInt(item))) {
        break;
      }
      taken.add(item);
    }
    return taken;
  }
}
