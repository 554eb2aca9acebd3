package dev.continuo.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers a repeated request with its first answer. */
final class Requests implements Feature<RequestCommand, RequestEvent> {
  private final Table<String, Request> requests;

  Requests(Tables tables) {
    requests =
        tables.create(
            new Schema<>(
                "request",
                String.class,
                Request.class,
                Alone.words("request"),
                RequestCommand.Wake::new));
  }

  /** The answer that a request with this key was given before, or the refusal that it earns now. */
  Optional<Answer> earlier(Caller.Key key, Moment at) {
    var request = requests.get(key.value());
    if (request == null || request.at().plus(Request.KEPT).isBefore(at.wall())) {
      return Optional.empty();
    }
    if (request.body().equals(key.body())) {
      return Optional.of(new Answer.Accepted(request.reply()));
    }
    return Optional.of(
        new Answer.Refused(
            Decision.refuse(RequestRefusal.IDEMPOTENCY_KEY_REUSED, Facts.of("key", key.value()))));
  }

  @Override
  public Class<RequestCommand> commands() {
    return RequestCommand.class;
  }

  @Override
  public Class<RequestEvent> events() {
    return RequestEvent.class;
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(RequestRefusal.values());
  }

  @Override
  public Decision decide(RequestCommand command, Moment at) {
    return Decision.accept();
  }

  @Override
  public void apply(RequestEvent event, Instant when) {
    switch (event) {
      case RequestEvent.Answered(var key, var body, var reply) ->
          requests.put(key, new Request(key, body, reply, when));
    }
  }
}
