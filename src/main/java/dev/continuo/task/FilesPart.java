package dev.continuo.task;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The files that a task will touch, as globs below the project: {@code *} and {@code ?} stand for
 * characters of a name, {@code **} for any folders too; a folder, such as {@code src/} or {@code
 * src}, stands for all below it.
 */
public record FilesPart(List<String> globs) implements Remark {
  public static final int GLOBS_MAX = 100;

  /** What every glob is; for sentences that say what is allowed. */
  public static final String RULE =
      "must be a path below the project of at most 300 characters, in which `*`, `?` and `**` stand"
          + " for parts of it";

  /** Neither absolute nor out of the project, and without what other globs mean by braces. */
  public static final String PATTERN =
      "(?!/)(?!(.*/)?\\.\\.(/|$))(?=.*[^ ])[^{}\\\\\\u0000-\\u001f]{1,300}";

  private static final Pattern GLOB = Pattern.compile(PATTERN);

  public FilesPart {
    globs = List.copyOf(globs);
  }

  public static boolean isGlob(String text) {
    return GLOB.matcher(text).matches();
  }
}
