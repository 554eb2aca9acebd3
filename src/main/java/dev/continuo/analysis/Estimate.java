package dev.continuo.analysis;

import dev.continuo.task.FilesPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many files a task will touch.
 *
 * @param certain whether it is not more
 */
public record Estimate(int files, Certainty certain) {
  /** How well a number is known. */
  public enum Certainty {
    ALL,
    AT_LEAST
  }

  /** How a prompt says it (SPEC S4-23). */
  private static final Pattern SAID = Pattern.compile("\\bEstimated (\\d{1,6}) files?\\b");

  /**
   * What the prompt says, else one file for each path of {@code files}; a folder or a glob with
   * signs stands for at least one. Empty when neither says anything.
   */
  public static Optional<Estimate> of(TaskSpec task) {
    return said(task).or(() -> task.part(FilesPart.class).map(Estimate::counted));
  }

  private static Optional<Estimate> said(TaskSpec task) {
    if (!(task.work().told().orElse(Text.EMPTY) instanceof Text.Inline(var prompt))) {
      return Optional.empty();
    }
    var said = SAID.matcher(prompt);
    return said.find() && Integer.parseInt(said.group(1)) > 0
        ? Optional.of(new Estimate(Integer.parseInt(said.group(1)), Certainty.ALL))
        : Optional.empty();
  }

  private static Estimate counted(FilesPart part) {
    var single = part.globs().stream().allMatch(Glob::single);
    return new Estimate(part.globs().size(), single ? Certainty.ALL : Certainty.AT_LEAST);
  }

  /** {@code 3}, or {@code 3+} when it may be more. */
  public String words() {
    return files + (certain == Certainty.ALL ? "" : "+");
  }

  public Size size() {
    return Size.of(files);
  }
}
