package dev.continuo.cli;

import dev.continuo.plan.Configuration;
import dev.continuo.plan.Reading;
import dev.continuo.plan.yaml.ConfigurationFolder;
import dev.continuo.plan.yaml.ConfigurationReader;
import dev.continuo.plan.yaml.ConfigurationReader.Outcome;
import dev.continuo.question.QuestionPart;
import dev.continuo.routing.Assignment;
import dev.continuo.routing.Recommendation;
import dev.continuo.task.TagsPart;
import dev.continuo.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "recommend",
    footer = {"  continuo recommend plan.yaml", "  continuo recommend --tags backend,bug"},
    description = {
      "Says who does a task, each task of a plan, or what has some tags, and why.",
      "",
      "Only a task of a run needs a server. Ends with 6 when a person is to choose."
    })
final class RecommendCommand implements Verb {
  private final World world;

  @Parameters(
      paramLabel = "PLAN|TASK",
      arity = "0..1",
      description = "A plan file; or t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Option(
      names = "--tags",
      paramLabel = "TAG,TAG",
      split = ",",
      description = "Tags, in the project of the current folder.")
  private List<String> tags = List.of();

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  RecommendCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (target.isEmpty() == tags.isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "`continuo recommend`: takes a plan, a task or `--tags`, and one of them",
          "`continuo recommend --help` shows an example");
    }
    if (target.isEmpty()) {
      return ofTags();
    }
    return target.equals("-") || isFile() ? ofPlan() : ofTask();
  }

  private boolean isFile() {
    try {
      return Files.exists(world.folder().resolve(target));
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  private Exit ofTask() throws IOException {
    Targets.checkTask(target);
    var api = Api.present(world);
    var found = new Targets(world, api).task(target);
    var answer = api.get(found.path() + "/recommendation");
    if (json) {
      world.output().data(Json.write(answer));
    } else if (answer.path("recommended").asBoolean(false)) {
      world.output().data(line(answer));
      world.output().data(Output.printable(answer.path("launch").asString("")));
    } else if (answer.path("question").isEmpty()) {
      world.output().say(answer.path("reason").asString(""));
    } else {
      answer.path("question").forEach(line -> world.output().say(line.asString("")));
      world.output().hint("`continuo answer " + target + " N` chooses");
    }
    return answer.path("question").isEmpty() ? Exit.SUCCEEDED : Exit.PERSON;
  }

  private static String line(JsonNode answer) {
    var tier = answer.path("tier").asString("");
    return Output.printable(
        answer.path("agent").asString("")
            + (tier.isEmpty() ? "" : " (" + tier + ")")
            + ": "
            + answer.path("reason").asString(""));
  }

  private Exit ofPlan() {
    return switch (CheckedPlan.model(world, target)) {
      case Reading.Bad(var problems, var more) ->
          CheckedPlan.tell(new CheckedPlan.Bad(problems, more), world.output());
      case Reading.Good(var plan) -> {
        plan.notes().forEach(world.output()::say);
        yield print(plan.tasks());
      }
    };
  }

  private Exit print(List<TaskSpec> specs) {
    var document = Json.object();
    var tasks = document.putArray("tasks");
    var asking = specs.stream().filter(QuestionPart::unanswered).toList();
    for (var spec : specs) {
      Assignment.of(spec)
          .ifPresent(
              found -> {
                if (json) {
                  tasks.add(write(found).put("name", spec.name()));
                } else {
                  world.output().data(spec.name() + ": " + found.who() + ", " + found.reason());
                }
              });
    }
    for (var spec : asking) {
      var node = tasks.addObject().put("name", spec.name());
      spec.part(QuestionPart.class)
          .map(QuestionPart::lines)
          .ifPresent(lines -> lines.forEach(node.putArray("question")::add));
    }
    if (json) {
      world.output().data(Json.write(document));
    } else if (asking.isEmpty()
        && specs.stream().flatMap(spec -> Assignment.of(spec).stream()).findAny().isEmpty()) {
      world.output().say(CheckedPlan.file(target) + ": no task needs an agent");
    }
    return asking.isEmpty() ? Exit.SUCCEEDED : Exit.PERSON;
  }

  private static ObjectNode write(Assignment found) {
    var node =
        Json.object()
            .put("agent", found.agent())
            .put("tier", found.tier())
            .put("reason", found.reason());
    found.matched().forEach(node.putArray("matched")::add);
    return node;
  }

  private Exit ofTags() {
    if (tags.size() > TagsPart.TAGS_MAX || tags.stream().anyMatch(String::isBlank)) {
      throw new CommandError(
          Exit.USAGE,
          "option `--tags`: must be 1 to "
              + TagsPart.TAGS_MAX
              + " tags with commas between, found `"
              + String.join(",", tags)
              + "`",
          "write it like `--tags backend,bug`");
    }
    return switch (ConfigurationReader.read(new ConfigurationFolder(world.folder()))) {
      case Outcome.Bad(var problems, var more) ->
          CheckedPlan.tell(new CheckedPlan.Bad(problems, more), world.output());
      case Outcome.Good(var configuration) -> ofTags(configuration);
    };
  }

  private Exit ofTags(Configuration configuration) {
    return switch (configuration.routing().recommend(tags)) {
      case Recommendation.Matched matched ->
          print(
              new Assignment(
                  matched.specialist().name(),
                  matched.specialist().tier(),
                  matched.matched(),
                  matched.reason()));
      case Recommendation.Default otherwise -> {
        Stream.concat(
                Stream.of(unmatched(), otherwise.note()), configuration.routing().advice().stream())
            .forEach(world.output()::say);
        var specialist = otherwise.specialist();
        yield print(
            new Assignment(specialist.name(), specialist.tier(), List.of(), otherwise.reason()));
      }
      case Recommendation.Open open -> {
        world.output().say(unmatched());
        open.lines().forEach(world.output()::say);
        yield Exit.PERSON;
      }
      case Recommendation.Nobody _ ->
          throw new CommandError(
              Exit.NOT_FOUND,
              "specialist: none matched by the tags `" + String.join("`, `", tags) + "`",
              "add a tag to `.continuo/agent-mapping.yaml`, or set `fallback_behavior`");
    };
  }

  private String unmatched() {
    return "Tags: " + String.join(", ", tags) + " (no domain match)";
  }

  private Exit print(Assignment found) {
    world.output().data(json ? Json.write(write(found)) : found.who() + ": " + found.reason());
    return Exit.SUCCEEDED;
  }
}
