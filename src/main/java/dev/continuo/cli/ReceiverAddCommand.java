package dev.continuo.cli;

import dev.continuo.delivery.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    footer = {
      "  continuo receiver add ci https://ci.example/hook",
      "  continuo receiver add pager http://localhost:9000/ --event task-waits --secret HOOK"
    },
    description = {
      "Adds a receiver for all later events.",
      "",
      "Messages are JSON, sent by POST, and follow Standard Webhooks. A message that is sent again"
          + " keeps its webhook-id header. With --secret, messages are signed."
    })
final class ReceiverAddCommand implements Verb {
  /** The events that a receiver can get. */
  static final class Events implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Fact.Kind.values()).map(Fact.Kind::word).iterator();
    }
  }

  private final World world;

  @Parameters(index = "0", paramLabel = "NAME", description = "Such as ci.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "URL",
      description = "http or https, without a user name or a password.")
  private String url = "";

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      completionCandidates = Events.class,
      description =
          "Send only this event, may be repeated: ${COMPLETION-CANDIDATES}; all by default.")
  private List<String> events = new ArrayList<>();

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description = "The name of the secret that signs the messages, see continuo secret.")
  private String secret = "";

  ReceiverAddCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var path = ReceiverCommand.path(name);
    var body = Json.object().put("url", url);
    var some = body.putArray("events");
    events.forEach(some::add);
    if (!secret.isEmpty()) {
      SecretSetCommand.check(secret);
      body.put("secret", secret);
    }
    Api.started(world).answer(Client.Request.put(path, Json.write(body))).orRefuse();
    world.output().say("receiver `" + name + "` gets all later events");
    return Exit.SUCCEEDED;
  }
}
