package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurationRoutesTest {
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
  void how_long_tasks_took_is_told_of_one_project() {
    for (int i = 0; i < 2; i++) {
      var run = server.run("build", "test");
      server.launch(run, "build");
      server.end(run, "build", true, "{}");
    }

    assertThat(server.read("/v1/durations?project=" + folder).toString())
        .isEqualTo("{\"durations\":[{\"task\":\"build\",\"typicalMs\":0,\"attempts\":2}]}");
    assertThat(server.read("/v1/durations?project=/elsewhere").toString())
        .isEqualTo("{\"durations\":[]}");
  }

  @Test
  void a_project_must_be_named() {
    var refused = server.get("/v1/durations");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(TestServer.tree(refused).get("detail").asString())
        .isEqualTo("parameter `project` is missing");
  }
}
