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

  /** How often a server may break off an answer that is there all the time. */
  private static final int BROKEN_ANSWERS_MAX = 5;

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
   * deadline. Of many threads that ask, one looks for it and tells of it; all ask again as soon as
   * it is back, for the answer may take long.
   */
  <T> T patiently(Deadline deadline, Asking<T> asking) throws IOException {
    for (int broken = 0; ; ) {
      var known = found.get();
      try {
        return asking.ask();
      } catch (IOException away) {
        ClientSocket.awaitEnd();
        looking.lock();
        try {
          var looks = found.get() > known ? 0 : looked(deadline);
          broken = looks == 1 ? broken + 1 : 0;
        } finally {
          looking.unlock();
        }
        if (broken == BROKEN_ANSWERS_MAX) {
          throw away;
        }
      }
    }
  }

  /** Looks until the server is back; returns how often. */
  private int looked(Deadline deadline) {
    world.output().say("server is away, reconnecting");
    if (world.variable("CONTINUO_URL").isEmpty()) {
      world.output().hint("`continuo server start` starts it again, nothing is lost");
    }
    var until = Deadline.in(world.timing().away());
    for (int looks = 1; !until.over(); looks++) {
      if (deadline.over()) {
        throw new CommandError(
            Exit.STILL_RUNNING,
            "server: away when the timeout came",
            "`continuo server status` looks for it");
      }
      until.pass(world.timing().poll());
      var back = back();
      if (back.isPresent()) {
        endpoint = back.get();
        found.incrementAndGet();
        world.output().say("server is back");
        return looks;
      }
    }
    throw new CommandError(
        Exit.NOT_FOUND,
        "server: away for " + world.timing().away().toSeconds() + " s",
        "`continuo server start` starts it again, nothing is lost");
  }

  private Optional<Endpoint> back() {
    try {
      return servers.find().map(Servers.Found::endpoint);
    } catch (IOException | CommandError e) {
      return Optional.empty();
    }
  }
}
