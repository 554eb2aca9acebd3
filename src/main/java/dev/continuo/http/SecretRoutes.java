package dev.continuo.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.task.SecretPart;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Requests about secrets. */
final class SecretRoutes {
  private record SecretView(String name, String source) {}

  private record SecretsView(List<SecretView> secrets) {}

  private final Ports ports;
  private final Freshness freshness;

  SecretRoutes(Ports ports, Freshness freshness) {
    this.ports = ports;
    this.freshness = freshness;
  }

  void addTo(Routes routes) {
    routes.add("GET", "/v1/secrets", this::list);
    routes.add("PUT", "/v1/secrets/{secret}", this::set);
    routes.add("DELETE", "/v1/secrets/{secret}", this::remove);
  }

  private void list(Call call) {
    freshness.await(call.query());
    call.answer(
        new SecretsView(
            ports.secrets().list().stream()
                .map(
                    known ->
                        new SecretView(
                            known.name(), known.source().name().toLowerCase(Locale.ROOT)))
                .toList()));
  }

  private void set(Call call) throws IOException {
    call.noQuery();
    var value = Bodies.read(call, "value").text("value");
    var name = name(call);
    var bytes = value.getBytes(UTF_8).length;
    if (bytes < Secrets.VALUE_BYTES_MIN || bytes > Secrets.VALUE_BYTES_MAX) {
      throw Problems.badSecretValue(name, bytes);
    }
    var known = ports.secrets().list();
    if (known.size() >= Secrets.SECRETS_MAX
        && known.stream().noneMatch(other -> other.name().equals(name))) {
      throw Problems.tooManySecrets();
    }
    try {
      ports.secrets().set(name, value);
    } catch (IOException trouble) {
      throw Problems.fileTrouble("secret `" + name + "`", trouble);
    }
    answer(call);
  }

  private void remove(Call call) throws IOException {
    call.noQuery();
    Bodies.read(call);
    var name = name(call);
    try {
      switch (ports.secrets().remove(name)) {
        case DONE -> answer(call);
        case UNKNOWN -> throw Problems.noSecret(name);
        case OF_ENVIRONMENT -> throw Problems.secretOfEnvironment(name);
      }
    } catch (IOException trouble) {
      throw Problems.fileTrouble("secret `" + name + "`", trouble);
    }
  }

  /** Secrets stand in no event, so the sequence only says what was there. */
  private void answer(Call call) {
    call.answer(Map.of("sequence", ports.commits().head()));
  }

  private static String name(Call call) {
    var name = call.path("secret");
    if (!SecretPart.isName(name)) {
      throw Problems.badParameter(
          "secret: `" + Problems.quoted(name) + "` is no name, " + SecretPart.RULE);
    }
    return name;
  }
}
