package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "deliveries",
    footer = {"  continuo deliveries", "  continuo deliveries --state waiting --receiver ci"},
    description = {
      "Lists the newest 50 deliveries, the newest first.",
      "",
      "Deliveries that no longer wait are kept for 30 days."
    })
final class DeliveriesCommand implements Verb {
  /** The states of a delivery. */
  static final class States implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("waiting", "delivered", "withdrawn").iterator();
    }
  }

  private final World world;

  @Option(
      names = "--receiver",
      paramLabel = "NAME",
      description = "Only deliveries to this receiver.")
  private String receiver = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      completionCandidates = States.class,
      description = "Only deliveries in this state: ${COMPLETION-CANDIDATES}.")
  private String state = "";

  @Option(names = "--json", description = "Print the deliveries as JSON.")
  private boolean json;

  DeliveriesCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (!receiver.isEmpty()) {
      ReceiverCommand.path(receiver);
    }
    var filter =
        (receiver.isEmpty() ? "" : "&receiver=" + receiver)
            + (state.isEmpty() ? "" : "&state=" + URLEncoder.encode(state, UTF_8));
    var deliveries = Api.present(world).get("/v1/deliveries?limit=50" + filter);
    if (json) {
      world.output().data(Json.write(deliveries));
      return Exit.SUCCEEDED;
    }
    if (deliveries.path("deliveries").isEmpty()) {
      world.output().say("no deliveries");
      world.output().hint("`continuo receiver list` shows the receivers");
      return Exit.SUCCEEDED;
    }
    var table = new Tables("RECEIVER", "STATE", "EVENT", "ABOUT", "TRIES", "AGE", "NAME", "DETAIL");
    var now = world.clock().instant();
    for (var each : deliveries.path("deliveries")) {
      table.row(
          each.path("receiver").asString(""),
          each.path("state").asString(""),
          each.path("event").asString(""),
          about(each),
          each.path("attempts").asString(""),
          Times.age(Duration.between(Instant.parse(each.path("at").asString("")), now)),
          each.path("name").asString(""),
          each.path("problem").asString(""));
    }
    table.lines(4, world.terminal().columns().getAsInt()).forEach(world.output()::data);
    return Exit.SUCCEEDED;
  }

  private static String about(JsonNode delivery) {
    var task = delivery.path("task").asString("");
    return task.isEmpty() ? delivery.path("run").asString("") : task;
  }
}
