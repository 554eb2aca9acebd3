package dev.continuo.http;

import dev.continuo.operation.Problems;
import dev.continuo.operation.Who;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.regex.Pattern;

/** Says who sends a request; what they may do is decided by {@code operation.Access}. */
final class Guard {
  private static final HeaderName ACTOR = HeaderNames.create("Continuo-Actor");
  private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]{1,5})?");
  private static final String BEARER = "Bearer ";

  private final HttpSettings settings;
  private final TurnTokens turnTokens;

  Guard(HttpSettings settings, TurnTokens turnTokens) {
    this.settings = settings;
    this.turnTokens = turnTokens;
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

  /** Who the token of the request belongs to; refuses a token that is none of ours. */
  Who identify(ServerRequest request) {
    var header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return new Who.Stranger();
    }
    var token = header.substring(BEARER.length()).strip();
    if (TurnTokens.same(token, settings.token())) {
      return new Who.Person(
          request.headers().first(ACTOR).map(Guard::person).orElse(settings.person()));
    }
    return turnTokens
        .verify(token)
        .map(Who.Attempt::new)
        .orElseThrow(() -> Problems.unauthorized("token: not one of this server"));
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
