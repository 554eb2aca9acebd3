package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.plan.Problem;
import dev.continuo.plan.Reading;
import dev.continuo.plan.yaml.AgentFolder;
import dev.continuo.plan.yaml.PlanFile;
import dev.continuo.plan.yaml.PlanReader;
import dev.continuo.task.Text;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** A plan file, checked without a server. */
sealed interface CheckedPlan {
  /**
   * A plan that can be submitted.
   *
   * @param text of the whole file
   * @param tasks how many it has
   */
  record Good(String text, int tasks) implements CheckedPlan {}

  /**
   * A plan that cannot be run.
   *
   * @param more how many further problems are only counted
   */
  record Bad(List<Problem> problems, int more) implements CheckedPlan {}

  /**
   * Reads and checks the file.
   *
   * @param name the path as it was typed
   */
  static CheckedPlan read(World world, String name) {
    Path file;
    try {
      file = world.folder().resolve(name);
    } catch (InvalidPathException e) {
      throw new CommandError(Exit.USAGE, "plan: not a path, found `" + name + "`", "");
    }
    return switch (PlanFile.open(file, name)) {
      case PlanFile.Unreadable(var problem) -> new Bad(List.of(problem), 0);
      case PlanFile.Opened opened -> check(opened.bytes(), name, world.folder());
    };
  }

  /** Nothing is stored here: that is the server's part. */
  private static CheckedPlan check(byte[] bytes, String name, Path project) {
    return switch (PlanReader.read(bytes, name, new AgentFolder(project), Text.Inline::new)) {
      case Reading.Good(var plan) -> new Good(new String(bytes, UTF_8), plan.tasks().size());
      case Reading.Bad(var problems, var more) -> new Bad(problems, more);
    };
  }

  /** Says what is wrong with a plan. */
  static Exit tell(Bad bad, Output output) {
    for (var problem : bad.problems()) {
      output.error(problem.line(), problem.hint());
    }
    if (bad.more() > 0) {
      output.say("and " + bad.more() + " more");
    }
    return Exit.USAGE;
  }
}
