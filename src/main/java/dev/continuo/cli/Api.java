package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/** One server, asked by one command; {@link #patiently} finds it again when it was restarted. */
final class Api {
  private static final String VERSION = "continuo-version";

  private final World world;
  private final Servers servers;
  private volatile Endpoint endpoint;
  private final ReentrantLock looking = new ReentrantLock();

  /** How often the server was found again. */
  private final AtomicInteger found = new AtomicInteger();

  /** Whether it was looked at which version answers. */
  private final AtomicBoolean compared = new AtomicBoolean();

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
    if (!version.isEmpty() && compared.compareAndSet(false, true)) {
      servers.compare(version);
    }
  }

  /** The number of the newest event: what happens from now on has higher ones. */
  long head() throws IOException {
    return get("/v1/server").path("store").path("head").asLong(0);
  }

  private Client client(Duration answerMax) {
    return new Client(endpoint, answerMax);
  }

  /**
   * Asks until there is an answer; a server that is away is looked for, for a minute, up to the
   * deadline. Of many threads that ask, one looks for it and tells of it.
   */
  <T> T patiently(Deadline deadline, Asking<T> asking) throws IOException {
    var known = found.get();
    try {
      return asking.ask();
    } catch (IOException away) {
      // Looked for below.
    }
    looking.lock();
    try {
      if (found.get() > known) {
        var answer = answered(asking);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
      return looked(deadline, asking);
    } finally {
      looking.unlock();
    }
  }

  private <T> T looked(Deadline deadline, Asking<T> asking) throws IOException {
    world.output().say("server is away, reconnecting");
    if (world.variable("CONTINUO_URL").isEmpty()) {
      world.output().hint("`continuo server start` starts it again, nothing is lost");
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
    var back = back();
    if (back.isEmpty()) {
      return Optional.empty();
    }
    endpoint = back.get();
    found.incrementAndGet();
    return answered(asking);
  }

  private static <T> Optional<T> answered(Asking<T> asking) {
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
