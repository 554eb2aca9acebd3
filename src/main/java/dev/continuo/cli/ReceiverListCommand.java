package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
    name = "list",
    footer = "  continuo receiver list",
    description = "Lists the receivers, how many deliveries wait, and what fails.")
final class ReceiverListCommand implements Verb {
  private final World world;

  @Option(names = "--json", description = "Print the list as JSON.")
  private boolean json;

  ReceiverListCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var receivers = Api.present(world).get("/v1/receivers");
    if (json) {
      world.output().data(Json.write(receivers));
      return Exit.SUCCEEDED;
    }
    if (receivers.path("receivers").isEmpty()) {
      world.output().say("no receivers");
      world.output().hint("`continuo receiver add NAME URL` adds one");
      return Exit.SUCCEEDED;
    }
    var table = new Tables("RECEIVER", "STATE", "WAITING", "EVENTS", "URL", "DETAIL");
    for (var each : receivers.path("receivers")) {
      table.row(
          each.path("name").asString(""),
          each.path("state").asString(""),
          each.path("waiting").asString(""),
          each.path("events")
              .valueStream()
              .map(event -> event.asString(""))
              .collect(Collectors.joining(" ")),
          each.path("url").asString(""),
          detail(each));
    }
    table.lines(1, world.terminal().columns().getAsInt()).forEach(world.output()::data);
    return Exit.SUCCEEDED;
  }

  private String detail(JsonNode receiver) {
    var parts = new ArrayList<String>();
    var reason = receiver.path("reason").asString("");
    if (!reason.isEmpty()) {
      parts.add(reason);
    }
    var failures = receiver.path("failures").asInt(0);
    if (failures > 0) {
      parts.add(
          "failed "
              + (failures == 1 ? "once" : failures + " times")
              + ", "
              + receiver.path("problem").asString(""));
    }
    var retryAt = receiver.path("retryAt").asString("");
    if (!retryAt.isEmpty()) {
      var wait = Duration.between(world.clock().instant(), Instant.parse(retryAt));
      parts.add("tried again in " + Times.age(wait));
    }
    var missed = receiver.path("missed").asLong(0);
    if (missed > 0) {
      parts.add(missed + (missed == 1 ? " event" : " events") + " dropped");
    }
    return String.join("; ", parts);
  }
}
