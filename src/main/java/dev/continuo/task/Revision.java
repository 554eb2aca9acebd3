package dev.continuo.task;

import java.util.List;
import java.util.Optional;

/**
 * What is to be different about a task that has not started; what is empty stays as it is.
 *
 * @param retries further attempts after the first; the waits between them stay
 */
public record Revision(
    Optional<Priority> priority,
    Optional<Text> prompt,
    Optional<List<Need>> needs,
    Optional<Timeout> timeout,
    Optional<Integer> retries) {
  public Revision {
    needs = needs.map(List::copyOf);
    if (retries.filter(max -> max < 0 || max > Retries.MAX).isPresent()) {
      throw new IllegalArgumentException("retries " + retries);
    }
  }
}
