package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.plan.Expressions;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.plan.yaml.AgentFolder;
import dev.continuo.plan.yaml.PlanFile;
import dev.continuo.plan.yaml.PlanReader;
import dev.continuo.task.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A plan file, checked without a server. */
sealed interface CheckedPlan {
  /**
   * A plan that can be submitted.
   *
   * @param text of the whole file
   * @param inputs the values of its inputs
   * @param tasks how many it has
   */
  record Good(String text, SortedMap<String, String> inputs, int tasks) implements CheckedPlan {}

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
   * @param inputs what is given for the plan's inputs
   * @param expressions what knows whether conditions can be told, which takes long to load
   */
  static CheckedPlan read(World world, String name, InputValues inputs, Expressions expressions) {
    return open(
        world,
        name,
        bytes ->
            check(
                bytes, name, new References(new AgentFolder(world.folder()), inputs, expressions)));
  }

  /**
   * Reads the file and leaves it to the server to check it, which alone knows what its tasks may
   * need.
   */
  static CheckedPlan text(World world, String name) {
    return open(
        world,
        name,
        bytes -> {
          try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Good(text, Collections.emptySortedMap(), 0);
          } catch (CharacterCodingException malformed) {
            return check(
                bytes, name, References.to(new AgentFolder(world.folder()), Expressions.UNCHECKED));
          }
        });
  }

  private static CheckedPlan open(World world, String name, Function<byte[], CheckedPlan> reading) {
    Path file;
    try {
      file = world.folder().resolve(name);
    } catch (InvalidPathException e) {
      throw new CommandError(Exit.USAGE, "plan: not a path, found `" + name + "`", "");
    }
    return switch (PlanFile.open(file, name)) {
      case PlanFile.Unreadable(var problem) -> new Bad(List.of(problem), 0);
      case PlanFile.Opened opened -> reading.apply(opened.bytes());
    };
  }

  /** Nothing is stored here: that is the server's part. */
  private static CheckedPlan check(byte[] bytes, String name, References references) {
    return switch (PlanReader.read(bytes, name, references, Text.Inline::new)) {
      case Reading.Good(var plan) ->
          new Good(new String(bytes, UTF_8), plan.inputs(), plan.tasks().size());
      case Reading.Bad(var problems, var more) -> new Bad(problems, more);
    };
  }

  /** Says what the server found wrong with a plan. */
  static Exit tell(JsonNode problem, Output output) {
    var problems = problem.path("problems");
    if (problems.isEmpty()) {
      output.error(problem.path("detail").asString("plan: refused"), "");
    }
    for (var each : problems) {
      output.error(
          each.path("place").asString("") + ": " + each.path("message").asString(""),
          each.path("hint").asString(""));
    }
    return Exit.USAGE;
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
