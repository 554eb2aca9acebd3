package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretRoutesTest {
  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void secrets_go_in_and_only_their_names_come_out() {
    assertThat(server.put("/v1/secrets/NPM_TOKEN", "{\"value\":\"hush-hush\"}").statusCode())
        .isEqualTo(200);

    assertThat(server.read("/v1/secrets").toString())
        .isEqualTo(
            "{\"secrets\":[{\"name\":\"GIVEN\",\"source\":\"environment\"},"
                + "{\"name\":\"NPM_TOKEN\",\"source\":\"folder\"}]}");
    assertThat(delete("NPM_TOKEN").statusCode()).isEqualTo(200);
    refused(
        delete("NPM_TOKEN"),
        404,
        "secret_not_found",
        "secret `NPM_TOKEN`: not set",
        "`continuo secret list` shows those that are");
    refused(
        delete("GIVEN"),
        409,
        "secret_of_environment",
        "secret `GIVEN`: stays, the server was started with it",
        "start the server without `CONTINUO_SECRET_GIVEN`");
  }

  @Test
  void names_and_values_have_bounds() {
    refused(
        server.put("/v1/secrets/A-B", "{\"value\":\"hush-hush\"}"),
        400,
        "bad_parameter",
        "secret: `A-B` is not allowed, must be 1 to 100 letters, digits and `_`, not starting with a"
            + " digit or `CONTINUO_`",
        "");
    refused(
        server.put("/v1/secrets/A", "{\"value\":\"abc\"}"),
        400,
        "bad_secret",
        "secret `A`: has 3 bytes, must have 4 to 32768",
        "so short a value would be masked everywhere; give it with `env`");
    assertThat(server.put("/v1/secrets/A", "{\"value\":\"abcd\"}").statusCode()).isEqualTo(200);
    refused(
        server.put("/v1/secrets/A", "{\"value\":\"" + "x".repeat(32_769) + "\"}"),
        400,
        "bad_secret",
        "secret `A`: has 32769 bytes, must have 4 to 32768",
        "put it into a file that the task reads");
  }

  private HttpResponse<String> delete(String name) {
    return server.send(server.request("/v1/secrets/" + name).DELETE());
  }

  private static void refused(
      HttpResponse<String> response, int status, String code, String detail, String hint) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    var problem = TestServer.tree(response);
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("detail").asString()).isEqualTo(detail);
    assertThat(problem.get("hint").asString()).isEqualTo(hint);
  }
}
