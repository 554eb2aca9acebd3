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
      "Adds a receiver, which is told what happens from now on.",
      "",
      "Messages are JSON, sent by POST, in the form of Standard Webhooks: the header webhook-id is"
          + " the same each time a message is sent again. With a secret they are signed."
    })
final class ReceiverAddCommand implements Verb {
  /** What a receiver can be told. */
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
      description = "What to tell it, once for each: ${COMPLETION-CANDIDATES}; all by default.")
  private List<String> events = new ArrayList<>();

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description = "The name of the secret to sign with, see continuo secret.")
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
    world.output().say("receiver `" + name + "` is told what happens from now on");
    return Exit.SUCCEEDED;
  }
}
