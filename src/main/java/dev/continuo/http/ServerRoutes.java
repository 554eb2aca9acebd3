package dev.continuo.http;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.Limit;
import io.helidon.http.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests about the server itself. */
final class ServerRoutes {
  private record HealthView(String status, String version, long head) {}

  private record StoreView(long head, long floor) {}

  private record ServerView(
      String version,
      long pid,
      String url,
      Instant startedAt,
      @Nullable Long idleStopMs,
      StoreView store,
      Usage.Attempts attempts,
      @Nullable Absence absence) {}

  private final HttpSettings settings;
  private final Ports ports;
  private final Commands commands;
  private final Freshness freshness;
  private final Supplier<String> url;

  ServerRoutes(
      HttpSettings settings,
      Ports ports,
      Commands commands,
      Freshness freshness,
      Supplier<String> url) {
    this.settings = settings;
    this.ports = ports;
    this.commands = commands;
    this.freshness = freshness;
    this.url = url;
  }

  void addTo(Routes routes) {
    routes.add("GET", HttpServer.HEALTH, this::health);
    routes.add("GET", "/v1/server", this::show);
    routes.add("POST", "/v1/server/stop", this::stop);
    routes.add("PUT", "/v1/limits/{limit}", this::setLimit);
  }

  private void health(Call call) {
    if (!ports.serving().getAsBoolean()) {
      throw Problems.unavailable("it cannot be written");
    }
    call.answer(new HealthView("ok", settings.version(), ports.commits().head()));
  }

  private void show(Call call) {
    freshness.await(call.query());
    var store = ports.store();
    call.answer(
        new ServerView(
            settings.version(),
            ProcessHandle.current().pid(),
            url.get(),
            settings.startedAt(),
            settings.idleStop().map(Duration::toMillis).orElse(null),
            new StoreView(store.head(), store.floor()),
            ports.usage().attempts(),
            ports.absence().get().orElse(null)));
  }

  private void stop(Call call) throws IOException {
    call.noQuery();
    var attempts =
        Bodies.read(call, "killAttempts").flag("killAttempts")
            ? Stopper.Attempts.KILL
            : Stopper.Attempts.KEEP;
    call.answer(Status.ACCEPTED_202, Map.of("sequence", ports.commits().head()));
    ports.stopper().stop(attempts);
  }

  private void setLimit(Call call) throws IOException, InterruptedException {
    var value = Bodies.read(call, "value").integer("value");
    var name = call.path("limit");
    if (!name.equals(Limit.ATTEMPTS)) {
      throw Problems.noLimit(name);
    }
    commands.write(new DispatchCommand.SetLimit(name, value), call);
  }
}
