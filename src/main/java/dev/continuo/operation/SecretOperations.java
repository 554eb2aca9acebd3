package dev.continuo.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.task.SecretPart;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Operations on secrets. */
final class SecretOperations {
  record OneSecret(
      @Describe(value = "the secret's name", pattern = SecretPart.PATTERN, rule = SecretPart.RULE)
          String secret) {}

  record SetSecret(
      @Describe(value = "the secret's name", pattern = SecretPart.PATTERN, rule = SecretPart.RULE)
          String secret,
      @Describe("the value, 4 bytes to 32 KiB; it is never read back") String value) {}

  record SecretView(
      @Describe("the secret's name") String name,
      @Describe(
              value = "where it comes from: somebody has set it, or the server was started with it",
              words = {"folder", "environment"})
          String source) {}

  record SecretsView(@Describe("the secrets by name, without values") List<SecretView> secrets) {}

  static final Operation<Nothing, SecretsView> LIST =
      Operation.query(
              "secret.list",
              Http.get("/v1/secrets"),
              Nothing.class,
              SecretsView.class,
              "Lists the names of the secrets.")
          .onlyPeople();

  static final Operation<SetSecret, SequenceView> SET =
      Operation.command(
              "secret.set",
              Http.put("/v1/secrets/{secret}"),
              SetSecret.class,
              SequenceView.class,
              "Sets a secret, or gives it another value.")
          .repeatable()
          .fails(
              ProblemCode.BAD_SECRET, ProblemCode.SECRETS_TOO_MANY, ProblemCode.FILE_UNAVAILABLE);

  static final Operation<OneSecret, SequenceView> REMOVE =
      Operation.command(
              "secret.remove",
              Http.delete("/v1/secrets/{secret}"),
              OneSecret.class,
              SequenceView.class,
              "Removes a secret.")
          .repeatable()
          .fails(
              ProblemCode.SECRET_NOT_FOUND,
              ProblemCode.SECRET_OF_ENVIRONMENT,
              ProblemCode.FILE_UNAVAILABLE);

  static final List<Operation<?, ?>> DECLARED = List.of(LIST, SET, REMOVE);

  private final Ports ports;

  SecretOperations(Ports ports) {
    this.ports = ports;
  }

  void bindTo(Operations operations) {
    operations.bind(LIST, (_, _) -> list());
    operations.bind(SET, (input, _) -> set(input));
    operations.bind(REMOVE, (input, _) -> remove(input));
  }

  private SecretsView list() {
    return new SecretsView(
        ports.secrets().list().stream()
            .map(
                known ->
                    new SecretView(known.name(), known.source().name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  private SequenceView set(SetSecret input) {
    var name = input.secret();
    var bytes = input.value().getBytes(UTF_8).length;
    if (bytes < Secrets.VALUE_BYTES_MIN || bytes > Secrets.VALUE_BYTES_MAX) {
      throw Problems.badSecretValue(name, bytes);
    }
    var known = ports.secrets().list();
    if (known.size() >= Secrets.SECRETS_MAX
        && known.stream().noneMatch(other -> other.name().equals(name))) {
      throw Problems.tooManySecrets();
    }
    try {
      ports.secrets().set(name, input.value());
    } catch (IOException trouble) {
      throw Problems.fileTrouble("secret `" + name + "`", trouble);
    }
    return done();
  }

  private SequenceView remove(OneSecret input) {
    var name = input.secret();
    try {
      return switch (ports.secrets().remove(name)) {
        case DONE -> done();
        case UNKNOWN -> throw Problems.noSecret(name);
        case OF_ENVIRONMENT -> throw Problems.secretOfEnvironment(name);
      };
    } catch (IOException trouble) {
      throw Problems.fileTrouble("secret `" + name + "`", trouble);
    }
  }

  /** No event is written for a secret, so the sequence is that of the newest event. */
  private SequenceView done() {
    return new SequenceView(ports.commits().head());
  }
}
