package dev.continuo.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * One data folder for all tests of a class, each of which works in a project of its own. A server
 * that a test starts after it ended one is the next test's too: starts are what takes the time. At
 * the end nothing may run, and the store must be what its log says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedServer {
  private Path folder;
  private Continuo all;
  private @Nullable Process server;
  Continuo continuo;

  @BeforeAll
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary;
    all = Continuo.in(folder);
  }

  @BeforeEach
  void project(TestInfo test) throws IOException {
    var name = test.getTestMethod().orElseThrow().getName();
    continuo = all.from(Files.createDirectories(folder.resolve(name)));
    if (server == null || !server.isAlive()) {
      serve();
    }
  }

  Process server() {
    return java.util.Objects.requireNonNull(server, "there is one before each test");
  }

  Api api() throws IOException {
    return continuo.api();
  }

  void serve() throws IOException {
    server = all.serve();
  }

  /** Kills the server as a power cut would; the next one is the test's business. */
  void kill() throws InterruptedException {
    server().destroyForcibly().waitFor();
  }

  /** What a test left behind would stand in the way of the next. */
  @AfterEach
  void end() throws IOException, InterruptedException {
    if (server == null || !server.isAlive()) {
      return;
    }
    for (var run : api().get("/v1/runs?state=accepting,running,paused").path("runs")) {
      api().answer("/v1/runs/" + run.path("id").asString() + "/cancel");
    }
  }

  @AfterAll
  void close() throws IOException, InterruptedException {
    try (var _ = all) {
      if (server != null) {
        kill();
      }
      all.assertNothingRunsAndTheStoreIsSound();
    }
  }

  /** What a task's newest turn came to. */
  static String detail(JsonNode task) {
    return task.path("turns").path(task.path("turns").size() - 1).path("detail").asString();
  }
}
