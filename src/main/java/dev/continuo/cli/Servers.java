package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Finds the server of the data folder, or the one that {@code CONTINUO_URL} names; starts and stops
 * it.
 */
final class Servers {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

  private final World world;
  private final DataFolder home;

  Servers(World world) {
    this.world = world;
    this.home = DataFolder.of(world);
  }

  /** A server that has answered, with what it says of itself. */
  record Found(Endpoint endpoint, JsonNode says) {
    long pid() {
      return says.path("pid").asLong(0);
    }

    String version() {
      return says.path("version").asString("");
    }

    /** After how long with nothing to do it stops by itself; empty when it stays. */
    Optional<Duration> idleStop() {
      var time = says.path("idleStopMs").asLong(0);
      return time > 0 ? Optional.of(Duration.ofMillis(time)) : Optional.empty();
    }

    /** The time without a server before this one; empty before the first. */
    Optional<Absence> absence() {
      return Absence.of(says);
    }

    /** How many attempts hold a slot. */
    int attempts() {
      return says.path("attempts").path("used").asInt(0);
    }
  }

  /** What happens to the attempts of a server that stops. */
  enum Attempts {
    GO_ON,
    END
  }

  DataFolder home() {
    return home;
  }

  /** Refuses what is done to the data folder's own server while another one is named. */
  void refuseNamed() {
    if (named().isPresent()) {
      throw new CommandError(
          Exit.USAGE,
          "`CONTINUO_URL`: names another server, which this command does not start or stop",
          "unset it to mean the server of the data folder");
    }
  }

  /** Says that a server is another version than this program, if it is. */
  void compare(String server) {
    world
        .version()
        .differs(server)
        .ifPresent(
            how -> {
              var start = "the server is " + how.word() + " (" + server + "), ";
              var mine = how == Version.Difference.NEWER || named().isPresent();
              world
                  .output()
                  .hint(
                      mine
                          ? start + "this command is " + world.version().text()
                          : start + "`continuo server restart` keeps agents running");
            });
  }

  /** The server that answers, else one that is started now. */
  Endpoint started() throws IOException {
    var named = named();
    if (named.isPresent()) {
      return named.get();
    }
    var found = find();
    return found.isPresent() ? found.get().endpoint() : start(Optional.empty()).endpoint();
  }

  /** As {@link #started}, but where nothing was ever started there is nothing to read. */
  Endpoint present() throws IOException {
    if (named().isEmpty() && !home.exists()) {
      throw new CommandError(
          Exit.NOT_FOUND,
          "server: none runs, and there is no data folder `" + home.path() + "`",
          "`continuo run PLAN` starts one");
    }
    return started();
  }

  /** The server that answers now; the one that was there before may have come back elsewhere. */
  Optional<Endpoint> answering() throws IOException {
    var named = named();
    return named.isPresent() ? named : find().map(Found::endpoint);
  }

  /** The running server; empty when there is none, whatever a killed one left behind. */
  Optional<Found> find() throws IOException {
    var named = named();
    if (named.isPresent()) {
      return Optional.of(new Found(named.get(), ask(named.get()).orRefuse().json()));
    }
    var entry = home.entry();
    if (entry.isEmpty() || !alive(entry.get().pid())) {
      return Optional.empty();
    }
    return Endpoint.parse(entry.get().url(), home.token())
        .flatMap(endpoint -> ours(endpoint, entry.get().pid()));
  }

  /** The server at the address, if it is the process that wrote the address down. */
  private Optional<Found> ours(Endpoint endpoint, long pid) {
    try {
      var answer = ask(endpoint);
      return answer.good() && answer.json().path("pid").asLong(0) == pid
          ? Optional.of(new Found(endpoint, answer.json()))
          : Optional.empty();
    } catch (java.net.SocketTimeoutException e) {
      throw new CommandError(
          Exit.NOT_FOUND,
          "server: process " + pid + " does not answer at " + endpoint,
          "its log is `" + home.log() + "`");
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Answer ask(Endpoint endpoint) throws IOException {
    return new Client(endpoint, ANSWER_MAX).send(Client.Request.get("/v1/server"));
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private Optional<Endpoint> named() {
    var url = world.variable("CONTINUO_URL");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    var given = world.variable("CONTINUO_TOKEN");
    var endpoint = Endpoint.parse(url, given.isEmpty() ? home.token() : given);
    if (endpoint.isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "`CONTINUO_URL`: not the address of a server on this machine, found `" + url + "`",
          "it looks like `http://127.0.0.1:8080`");
    }
    return endpoint;
  }

  /** Starts a server and waits until it answers; of several that do so at once, one starts it. */
  Found start(Optional<Duration> idleStop) throws IOException {
    home.create();
    var deadline = Deadline.in(world.timing().start());
    try (var _ = StartLock.take(home.startLock(), deadline)) {
      var other = find();
      if (other.isPresent()) {
        return other.get();
      }
      var process = Launch.of(home, world.environment(), idleStop);
      return awaitStart(deadline, process::isAlive);
    }
  }

  /** Waits until a server answers that somebody else starts. */
  Found awaitStart() throws IOException {
    return awaitStart(Deadline.in(world.timing().start()), () -> true);
  }

  private Found awaitStart(Deadline deadline, BooleanSupplier alive) throws IOException {
    while (!deadline.over()) {
      var found = find();
      if (found.isPresent()) {
        world.output().say("started the server (pid " + found.get().pid() + ")");
        found
            .get()
            .absence()
            .filter(absence -> absence.attempts() > 0)
            .ifPresent(absence -> world.output().say(absence.words()));
        return found.get();
      }
      if (!alive.getAsBoolean()) {
        throw new CommandError(
            Exit.NOT_FOUND,
            "server: ended while it was started" + Launch.lastWords(home),
            "its log is `" + home.log() + "`");
      }
      deadline.pass(Duration.ofMillis(10));
    }
    throw new CommandError(
        Exit.NOT_FOUND,
        "server: did not answer within " + world.timing().start().toSeconds() + " s of its start",
        "its log is `" + home.log() + "`");
  }

  /** Tells a server to stop and waits until its process is gone. */
  void stop(Found server, Attempts attempts) throws IOException {
    var body = Json.object().put("killAttempts", attempts == Attempts.END);
    new Client(server.endpoint(), Client.ANSWER_MAX)
        .send(Client.Request.post("/v1/server/stop", Json.write(body)))
        .orRefuse();
    var process = ProcessHandle.of(server.pid());
    if (process.isEmpty()) {
      return;
    }
    try {
      process.get().onExit().get(world.timing().stop().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CommandError(
          Exit.STILL_RUNNING,
          "server: process "
              + server.pid()
              + " has not ended within "
              + world.timing().stop().toSeconds()
              + " s",
          "its log is `" + home.log() + "`");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a process cannot be waited for", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
