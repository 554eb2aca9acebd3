package dev.continuo.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One server for all tests of a class, each of which works in a project of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedServer {
  private Path folder;
  private Continuo all;
  Continuo continuo;
  Api api;

  @BeforeAll
  void serve(@TempDir Path temporary) throws IOException {
    folder = temporary;
    all = Continuo.in(folder);
    all.serve();
  }

  @BeforeEach
  void project(TestInfo test) throws IOException {
    var name = test.getTestMethod().orElseThrow().getName();
    continuo = all.from(Files.createDirectories(folder.resolve(name)));
    api = continuo.api();
  }

  /** What a test left behind would stand in the way of the next. */
  @AfterEach
  void end() throws IOException, InterruptedException {
    for (var run : api.get("/v1/runs").path("runs")) {
      if (List.of("running", "paused").contains(run.path("state").asString())) {
        api.act("/v1/runs/" + run.path("id").asString() + "/cancel");
      }
    }
  }

  @AfterAll
  void close() {
    all.close();
  }

  /** What a task's newest turn came to. */
  static String detail(JsonNode task) {
    return task.path("turns").path(task.path("turns").size() - 1).path("detail").asString();
  }
}
