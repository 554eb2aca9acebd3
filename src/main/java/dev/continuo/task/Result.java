package dev.continuo.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a turn says of its work, beyond its exit code.
 *
 * @param json the whole JSON object
 * @param verdict the reserved key {@code verdict}
 * @param findings the reserved key {@code findings}
 */
public record Result(Text json, @Nullable String verdict, List<String> findings) {
  public static final Result NONE = new Result(Text.EMPTY, null, List.of());

  public Result {
    findings = List.copyOf(findings);
  }
}
