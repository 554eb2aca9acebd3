package dev.continuo.task;

import java.util.List;

/**
 * That a task's agent was found by its tags.
 *
 * @param specialist whom they call for, in words
 * @param tier how large a model that one takes; empty when that is not said
 * @param matched the tags that do; none when it is the default for what is left
 * @param reason why it is this one, in words
 */
public record RoutedPart(String specialist, String tier, List<String> matched, String reason)
    implements Remark {
  public RoutedPart {
    matched = List.copyOf(matched);
  }
}
