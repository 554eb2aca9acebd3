package dev.continuo.http;

import dev.continuo.journal.Reader;
import dev.continuo.task.Task;
import dev.continuo.task.TurnId;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says who sends a request, and turns away whoever may not send it. */
final class Guard {
  private static final HeaderName ACTOR = HeaderNames.create("Continuo-Actor");
  private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]{1,5})?");
  private static final String BEARER = "Bearer ";

  private final HttpSettings settings;
  private final TurnTokens turnTokens;
  private final Reader store;

  Guard(HttpSettings settings, TurnTokens turnTokens, Reader store) {
    this.settings = settings;
    this.turnTokens = turnTokens;
    this.store = store;
  }

  /** Refuses what a page of another site makes a browser send, whatever else it carries. */
  void checkOrigin(ServerRequest request) {
    var host = request.headers().first(HeaderNames.HOST).orElse("");
    if (!LOOPBACK.matcher(host.toLowerCase(java.util.Locale.ROOT)).matches()) {
      throw Problems.forbidden(
          "host: `"
              + Problems.quoted(host)
              + "` is no name of this machine's own, must be `localhost`, `127.0.0.1` or `[::1]`",
          "use the `url` in `server.json` of the data folder");
    }
    var origin = request.headers().first(HeaderNames.ORIGIN);
    if (origin.isPresent() && !origin.get().equalsIgnoreCase("http://" + host)) {
      throw Problems.forbidden(
          "origin: `" + Problems.quoted(origin.get()) + "` may not call this server",
          "only pages of the server itself may");
    }
  }

  Who identify(ServerRequest request) {
    var header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw Problems.unauthorized("token: missing, must be `Authorization: Bearer TOKEN`");
    }
    var token = header.substring(BEARER.length()).strip();
    if (TurnTokens.same(token, settings.token())) {
      return new Who.Person(
          request.headers().first(ACTOR).map(Guard::person).orElse(settings.person()));
    }
    var turn = turnTokens.verify(token);
    if (turn.isEmpty()) {
      throw Problems.unauthorized("token: not one of this server");
    }
    if (holder(turn.get()).isEmpty()) {
      throw Problems.unauthorized("token: its turn `" + turn.get() + "` no longer holds the fence");
    }
    admit(turn.get(), request);
    return new Who.Attempt(turn.get());
  }

  private Optional<Task> holder(TurnId turn) {
    return store
        .task(turn.task())
        .filter(task -> task.turn().filter(now -> now.id().equals(turn)).isPresent());
  }

  /** What a turn may ask for: its own task, to meet others, and more tasks for its run. */
  private static void admit(TurnId turn, ServerRequest request) {
    var own = "/v1/tasks/" + turn.task();
    var more = "/v1/runs/" + turn.task().run() + "/tasks";
    var asked = request.prologue().method().text() + " " + request.path().rawPath();
    if (!List.of("GET " + own, "POST " + own + "/sync", "POST " + more).contains(asked)) {
      throw Problems.forbidden(
          "token: that of a turn, which may only `GET %1$s`, `POST %1$s/sync` and `POST %2$s`"
              .formatted(own, more),
          "this needs the token of a person");
    }
  }

  private static String person(String name) {
    if (!PERSON.matcher(name).matches()) {
      throw Problems.badHeader(
          "header `Continuo-Actor`: not allowed, must be 1 to 100 of `A-Z a-z 0-9 . _ @ + -`,"
              + " the first a letter or digit");
    }
    return name;
  }
}
