package dev.continuo.task;

import java.util.List;

/** What a task is about, in words that others go by, in the order of the plan. */
public record TagsPart(List<String> tags) implements Remark {
  public static final int TAGS_MAX = 20;

  public TagsPart {
    tags = List.copyOf(tags);
  }
}
