package dev.continuo.analysis;

import dev.continuo.analysis.Estimate.Certainty;
import dev.continuo.expansion.EachPart;
import dev.continuo.task.FilesPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells how many files tasks will touch. For one thread. */
public final class Estimates {
  /** How a prompt says it (SPEC S4-23). */
  private static final Pattern SAID = Pattern.compile("\\bEstimated (\\d{1,6}) files?\\b");

  private final ProjectFiles files;
  private final Map<Text, Integer> heard = new HashMap<>();

  public Estimates(ProjectFiles files) {
    this.files = files;
  }

  /** Remembers what a text says that is too long to stand in a task. */
  public Text hear(String text, Text kept) {
    if (!(kept instanceof Text.Inline)) {
      said(text).ifPresent(number -> heard.put(kept, number));
    }
    return kept;
  }

  /**
   * What the prompt says, else one file for each path of {@code files}; a folder or a glob with
   * signs stands for those that are there, and at least one. Empty when neither says anything. Of a
   * task for each item of a list, that of one item.
   */
  public Optional<Estimate> of(TaskSpec task) {
    var done = task.part(EachPart.class).map(EachPart::task).orElse(task);
    return prompted(done)
        .map(number -> new Estimate(number, Certainty.ALL))
        .or(() -> done.part(FilesPart.class).map(this::counted));
  }

  private Optional<Integer> prompted(TaskSpec task) {
    return task.work()
        .told()
        .flatMap(
            prompt ->
                prompt instanceof Text.Inline(var text)
                    ? said(text)
                    : Optional.ofNullable(heard.get(prompt)));
  }

  private static Optional<Integer> said(String prompt) {
    var said = SAID.matcher(prompt);
    return said.find()
        ? Optional.of(Integer.parseInt(said.group(1))).filter(number -> number > 0)
        : Optional.empty();
  }

  private Estimate counted(FilesPart part) {
    return part.globs().stream().allMatch(Glob::single)
        ? new Estimate(part.globs().size(), Certainty.ALL)
        : new Estimate(files.count(part.globs()), Certainty.AT_LEAST);
  }
}
