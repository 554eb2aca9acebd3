package dev.continuo.cli;

import dev.continuo.task.Durations;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "show",
    footer = {"  continuo show last", "  continuo show last/build --json"},
    description = "Shows all that is known of a run or a task.")
final class ShowCommand implements Verb {
  /** Of an input's value; the rest is in the JSON. */
  private static final int INPUT_LENGTH_MAX = 60;

  private final World world;

  @Parameters(paramLabel = "RUN|TASK", description = "r-4k2m9q, last, t-4k2m9q00012 or last/NAME.")
  private String target = "";

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  ShowCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkAny(target);
    var api = Api.present(world);
    var found = new Targets(world, api).any(target);
    var node = api.get(found.path());
    if (json) {
      world.output().data(Json.write(node));
    } else if (found.task()) {
      show(new TaskView(node));
    } else {
      show(new RunView(node));
    }
    return Exit.SUCCEEDED;
  }

  private void show(RunView run) {
    line("run", run.id());
    line("name", run.name());
    line("state", run.stuck() ? run.state() + ", waits for a person" : run.state());
    line("reason", run.reason());
    line("folder", run.project());
    line("submitted", date(run.submittedAt()));
    line("since", date(run.since()));
    line("inputs", inputs(run.json().path("inputs")));
    line("parallel", run.text("parallel"));
    line("on failure", run.text("onFailure"));
    line("tasks", run.total() + Summary.counts(run));
  }

  private void show(TaskView task) {
    line("task", task.id());
    line("name", task.name());
    line("run", task.run());
    line("kind", task.text("kind"));
    line("state", task.state());
    line("reason", task.reason());
    line("since", date(task.since()));
    line("waits for", task.approval());
    line("needs", needs(task.json().path("needs")));
    line("locks", joined(task.json().path("locks")));
    line("resources", leases(task.json().path("leases")));
    line("priority", task.text("priority"));
    line("timeout", timeout(task.json()));
    line("attempt", task.attempt() == 0 ? "" : Integer.toString(task.attempt()));
    line("agent", task.text("agent"));
    line("answered", task.answer());
    line("process", task.text("pid"));
    line("held by", task.text("heldBy"));
    if (task.answer().isEmpty() && !task.question().isEmpty()) {
      world.output().data("");
      task.question().forEach(each -> world.output().data(Output.printable(each)));
    }
    turns(task.turns());
    var tail = task.tail(Integer.MAX_VALUE);
    if (!tail.isEmpty()) {
      world.output().data("\nlast output:");
      tail.forEach(each -> world.output().data("  " + Output.printable(each)));
    }
  }

  private void turns(List<TaskView.Turn> turns) {
    if (turns.isEmpty()) {
      return;
    }
    var table = new Tables("ATTEMPT", "STARTED", "OUTCOME", "DETAIL");
    for (var turn : turns) {
      table.row(
          Integer.toString(turn.attempt()),
          date(EventView.instant(turn.json().path("startedAt"))),
          turn.outcome(),
          turn.detail());
    }
    world.output().data("");
    table.lines(2, world.terminal().columns().getAsInt()).forEach(world.output()::data);
  }

  private static String leases(JsonNode leases) {
    return leases
        .valueStream()
        .map(lease -> lease.path("resource").asString() + " " + lease.path("value").asString())
        .collect(Collectors.joining(", "));
  }

  private static String needs(JsonNode needs) {
    var words = new ArrayList<String>();
    for (var need : needs) {
      words.add(need.path("task").asString("") + " (" + need.path("on").asString("") + ")");
    }
    return String.join(", ", words);
  }

  private static String inputs(JsonNode values) {
    var words = new ArrayList<String>();
    values.forEachEntry((name, value) -> words.add(name + "=" + shortened(value.asString(""))));
    return String.join(", ", words);
  }

  private static String shortened(String value) {
    var line = value.lines().findFirst().orElse("");
    return line.length() == value.length() && line.length() <= INPUT_LENGTH_MAX
        ? line
        : line.substring(0, Math.min(line.length(), INPUT_LENGTH_MAX)) + "…";
  }

  private static String joined(JsonNode texts) {
    var words = new ArrayList<String>();
    texts.forEach(text -> words.add(text.asString("")));
    return String.join(", ", words);
  }

  private static String timeout(JsonNode task) {
    var ms = task.path("timeoutMs").asLong(0);
    return ms == 0
        ? ""
        : Durations.words(Duration.ofMillis(ms))
            + ", then "
            + task.path("timeoutAction").asString("");
  }

  private String date(Instant at) {
    return Times.date(at, world.zone());
  }

  private void line(String name, String value) {
    if (!value.isEmpty()) {
      var gap = " ".repeat(Math.max(1, 12 - name.length()));
      world.output().data(name + gap + Output.printable(value));
    }
  }
}
