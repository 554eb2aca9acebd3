package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One server, asked by one command; {@link #patiently} finds it again when it was restarted. */
final class Api {
  private static final String VERSION = "continuo-version";

  private final World world;
  private final Servers servers;
  private Endpoint endpoint;

  /** Whether it was looked at which version answers. */
  private boolean compared;

  private Api(World world, Servers servers, Endpoint endpoint) {
    this.world = world;
    this.servers = servers;
    this.endpoint = endpoint;
  }

  /** Something that needs a server. */
  interface Asking<T> {
    T ask() throws IOException;
  }

  /** The server, which is started when none answers. */
  static Api started(World world) throws IOException {
    var servers = new Servers(world);
    return new Api(world, servers, servers.started());
  }

  /** The server of a data folder that exists. */
  static Api present(World world) throws IOException {
    var servers = new Servers(world);
    return new Api(world, servers, servers.present());
  }

  /** The server that answers now; empty when there is none. */
  static Optional<Api> answering(World world) throws IOException {
    var servers = new Servers(world);
    return servers.answering().map(endpoint -> new Api(world, servers, endpoint));
  }

  Answer answer(Client.Request request) throws IOException {
    var answer = client(Client.ANSWER_MAX).send(request);
    compare(answer.header(VERSION));
    return answer;
  }

  Client.Open open(Client.Request request, Duration silenceMax) throws IOException {
    var open = client(silenceMax).open(request);
    compare(open.headers().getOrDefault(VERSION, ""));
    return open;
  }

  JsonNode get(String path) throws IOException {
    return answer(Client.Request.get(path)).orRefuse().json();
  }

  JsonNode post(String path, JsonNode body) throws IOException {
    return answer(Client.Request.post(path, Json.write(body))).orRefuse().json();
  }

  /** Once is enough: a command says little else than what it was asked. */
  private void compare(String version) {
    if (!compared && !version.isEmpty()) {
      compared = true;
      servers.compare(version);
    }
  }

  private Client client(Duration answerMax) {
    return new Client(endpoint, answerMax);
  }

  /**
   * Asks until there is an answer; a server that is away is looked for, for a minute, up to the
   * deadline.
   */
  <T> T patiently(Deadline deadline, Asking<T> asking) throws IOException {
    try {
      return asking.ask();
    } catch (IOException away) {
      world.output().say("server is away, reconnecting");
      if (world.variable("CONTINUO_URL").isEmpty()) {
        world.output().hint("`continuo server start` starts it again, nothing is lost");
      }
    }
    var until = Deadline.in(world.timing().away());
    while (!until.over()) {
      if (deadline.over()) {
        throw new CommandError(
            Exit.STILL_RUNNING,
            "server: away when the timeout came",
            "`continuo server status` looks for it");
      }
      until.pass(world.timing().poll());
      var answer = again(asking);
      if (answer.isPresent()) {
        world.output().say("server is back");
        return answer.get();
      }
    }
    throw new CommandError(
        Exit.NOT_FOUND,
        "server: away for " + world.timing().away().toSeconds() + " s",
        "`continuo server start` starts it again, nothing is lost");
  }

  private <T> Optional<T> again(Asking<T> asking) {
    var found = back();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    endpoint = found.get();
    try {
      return Optional.of(asking.ask());
    } catch (IOException stillAway) {
      return Optional.empty();
    }
  }

  private Optional<Endpoint> back() {
    try {
      return servers.answering();
    } catch (IOException | CommandError e) {
      return Optional.empty();
    }
  }
}
