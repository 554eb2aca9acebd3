package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.expression.Cel;
import dev.continuo.plan.Expressions;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.plan.yaml.AgentFolder;
import dev.continuo.plan.yaml.ConfigurationFolder;
import dev.continuo.plan.yaml.PlanFile;
import dev.continuo.plan.yaml.PlanFolder;
import dev.continuo.plan.yaml.PlanReader;
import dev.continuo.task.Kind;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A plan file, checked without a server. */
sealed interface CheckedPlan {
  /** What is typed for a plan that comes from standard input. */
  String STANDARD_INPUT = "-";

  /**
   * A plan that can be submitted.
   *
   * @param text of the whole file
   * @param inputs the values of its inputs
   * @param notes lines about it that are told
   * @param tasks none when only the server can tell
   */
  record Good(
      String text, SortedMap<String, String> inputs, List<String> notes, List<TaskSpec> tasks)
      implements CheckedPlan {
    public Good {
      notes = List.copyOf(notes);
      tasks = List.copyOf(tasks);
    }

    /** How many tasks there are to do. */
    int work() {
      return Kind.WORK.count(tasks);
    }
  }

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
    return read(world, name, references(world, inputs, expressions));
  }

  /** What a plan of the current folder refers to. */
  static References references(World world, InputValues inputs, Expressions expressions) {
    var folder = world.folder();
    return new References(
            new AgentFolder(folder), new ConfigurationFolder(folder), inputs, expressions)
        .using(new PlanFolder(folder));
  }

  /** The same with all that the plan refers to. */
  static CheckedPlan read(World world, String name, References references) {
    return open(world, name, bytes -> check(bytes, file(name), references));
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
            return new Good(text, Collections.emptySortedMap(), List.of(), List.of());
          } catch (CharacterCodingException malformed) {
            return check(
                bytes,
                file(name),
                References.to(new AgentFolder(world.folder()), Expressions.UNCHECKED));
          }
        });
  }

  /** The plan itself, to look at and not to run: whatever is given for its inputs. */
  static Reading model(World world, String name) {
    var references = references(world, new InputValues.Later(), new Cel());
    return switch (open(world, name)) {
      case PlanFile.Unreadable(var problem) -> new Reading.Bad(List.of(problem), 0);
      case PlanFile.Opened opened ->
          PlanReader.read(opened.bytes(), file(name), references, Text.Inline::new);
    };
  }

  private static CheckedPlan open(World world, String name, Function<byte[], CheckedPlan> reading) {
    return switch (open(world, name)) {
      case PlanFile.Unreadable(var problem) -> new Bad(List.of(problem), 0);
      case PlanFile.Opened opened -> reading.apply(opened.bytes());
    };
  }

  private static PlanFile open(World world, String name) {
    if (name.equals(STANDARD_INPUT)) {
      Typing.announce(world, "the plan");
      return PlanFile.open(world.input(), file(name));
    }
    try {
      return PlanFile.open(world.folder().resolve(name), name);
    } catch (InvalidPathException e) {
      throw new CommandError(Exit.USAGE, "plan: not a path, found `" + name + "`", "");
    }
  }

  /** What a plan's file is called in problems, and its runs after it. */
  static String file(String name) {
    return name.equals(STANDARD_INPUT) ? "<stdin>" : name;
  }

  /** Nothing is stored here: that is the server's part. */
  private static CheckedPlan check(byte[] bytes, String name, References references) {
    return switch (PlanReader.read(bytes, name, references, Text.Inline::new)) {
      case Reading.Good(var plan) ->
          new Good(new String(bytes, UTF_8), plan.inputs(), plan.notes(), plan.tasks());
      case Reading.Bad(var problems, var more) -> new Bad(problems, more);
    };
  }

  /** Says what the server found wrong with a plan. */
  static Exit tell(JsonNode problem, Output output) {
    var problems = problem.path("problems");
    if (problems.isEmpty()) {
      output.error(problem.path("detail").asString("plan: refused"), "");
    }
    var told = new ArrayList<Told>();
    for (var each : problems) {
      told.add(
          new Told(
              each.path("place").asString("") + ": " + each.path("message").asString(""),
              each.path("hint").asString(""),
              List.of()));
    }
    tell(told, problem.path("more").asInt(0), output);
    return Exit.USAGE;
  }

  /** Says what is wrong with a plan that was only to be looked at. */
  static Exit tell(Reading.Bad bad, Output output) {
    return tell(new Bad(bad.problems(), bad.more()), output);
  }

  /** Says what is wrong with a plan. */
  static Exit tell(Bad bad, Output output) {
    tell(bad.problems().stream().map(CheckedPlan::told).toList(), bad.more(), output);
    return Exit.USAGE;
  }

  /** What is said of a problem; a report has the remedies itself and stands in for the hint. */
  record Told(String line, String hint, List<String> report) {}

  private static Told told(Problem problem) {
    var cycle = problem.cycle();
    return cycle == null
        ? new Told(problem.line(), problem.hint(), List.of())
        : new Told(problem.line(), "", cycle.report());
  }

  /** Problems that have the same remedy share its line, which is told once. */
  private static void tell(List<Told> problems, int more, Output output) {
    var hinted = new HashSet<String>();
    for (int i = 0; i < problems.size(); i++) {
      var hint = problems.get(i).hint();
      var shared = i + 1 < problems.size() && problems.get(i + 1).hint().equals(hint);
      output.error(problems.get(i).line(), shared || !hinted.add(hint) ? "" : hint);
      problems.get(i).report().forEach(output::say);
    }
    if (more > 0) {
      output.say("and " + more + " more");
    }
  }
}
