package dev.continuo.cli;

import dev.continuo.plan.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "set",
    footer = {
      "  continuo set last/deploy priority=high needs=build,test",
      "  continuo set last parallel=8"
    },
    description = {
      "Changes a task that has not started, or how much of a run may go on at once.",
      "",
      "Of a task: priority=high, prompt=TEXT, needs=NAME,NAME:ended (needs= for none), timeout=15m,"
          + " on-timeout=ask, retries=2, with the words of a plan. Of a run: parallel=8."
    })
final class SetCommand implements Verb {
  private static final List<String> OF_TASK =
      List.of("priority", "prompt", "needs", "timeout", "on-timeout", "retries");
  private static final List<String> OF_RUN = List.of("parallel");

  private final World world;

  @Parameters(
      index = "0",
      paramLabel = "RUN|TASK",
      description = "r-4k2m9q, last, t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY=VALUE",
      description = "What is to be different.")
  private List<String> pairs = new ArrayList<>();

  SetCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkAny(target);
    var task = Targets.namesTask(target);
    var given = given(task ? OF_TASK : OF_RUN);
    if (given.containsKey("on-timeout") && !given.containsKey("timeout")) {
      throw usage(
          "`on-timeout`: has no meaning without `timeout`",
          "`timeout=15m on-timeout=ask` is an example");
    }
    var body = Json.object();
    given.forEach((key, value) -> put(body, key, value));
    var api = Api.present(world);
    var found = new Targets(world, api).any(target);
    api.post(found.path() + "/set", body);
    world.output().say("changed " + found);
    return Exit.SUCCEEDED;
  }

  private Map<String, String> given(List<String> allowed) {
    var given = new LinkedHashMap<String, String>();
    for (var pair : pairs) {
      var equals = pair.indexOf('=');
      var key = equals < 0 ? pair : pair.substring(0, equals);
      if (!allowed.contains(key)) {
        throw unknown(key, allowed);
      }
      if (equals < 0) {
        throw usage("`" + key + "`: has no value, must be `" + key + "=VALUE`", "");
      }
      if (given.put(key, pair.substring(equals + 1)) != null) {
        throw usage("`" + key + "`: is given twice", "");
      }
    }
    return given;
  }

  private static CommandError unknown(String key, List<String> allowed) {
    var near = Nearest.to(key, allowed);
    var of = allowed == OF_RUN ? "of a run only " : "of a task only ";
    return usage(
        "`" + key + "`: unknown" + near.map(it -> ", did you mean `" + it + "`?").orElse(""),
        near.isPresent()
            ? ""
            : of
                + allowed.stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "))
                + " can be set");
  }

  private static void put(ObjectNode body, String key, String value) {
    switch (key) {
      case "needs" -> needs(body.putObject("needs"), value);
      case "timeout" -> body.put("timeoutMs", Options.duration("timeout", value).toMillis());
      case "on-timeout" -> body.put("timeoutAction", value);
      case "retries", "parallel" -> body.put(key, number(key, value));
      default -> body.put(key, value);
    }
  }

  private static void needs(ObjectNode needs, String value) {
    for (var need : value.split(",", -1)) {
      var colon = need.indexOf(':');
      var name = (colon < 0 ? need : need.substring(0, colon)).strip();
      if (!name.isEmpty()) {
        needs.put(name, colon < 0 ? "succeeded" : need.substring(colon + 1).strip());
      }
    }
  }

  private static int number(String key, String value) {
    if (!value.matches("\\d{1,9}")) {
      throw usage("`" + key + "`: not a number, found `" + value + "`", "");
    }
    return Integer.parseInt(value);
  }

  private static CommandError usage(String says, String hint) {
    return new CommandError(Exit.USAGE, says, hint);
  }
}
