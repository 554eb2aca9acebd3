package dev.continuo.expression;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The list that {@code map} and {@code filter} gather. It is changed in place, which no expression
 * can see: only the macros know its name. A copy for each element would take a square of the steps.
 */
final class Growing extends AbstractList<Object> {
  private final List<Object> elements = new ArrayList<>();

  void take(List<?> more) {
    elements.addAll(more);
  }

  /** What was gathered, when no more will be. */
  List<Object> gathered() {
    return Collections.unmodifiableList(elements);
  }

  @Override
  public Object get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
