package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.server.StoreUpkeep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A folder, a data folder, a scripted server, and the command line between them. */
abstract class CommandLineFixture {
  /** What a command left. */
  record Left(int code, String out, String err) {}

  static final Duration PATIENCE = Duration.ofMillis(400);
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final String RUN = "r-000001";
  static final String TASK = "t-00000100000";

  @TempDir Path temp;
  Path folder;
  Path home;
  FakeServer server;
  final Map<String, String> environment = new HashMap<>();
  String input = "";
  String version = "0.1.0+0000000a";
  final FakeTerminal terminal = new FakeTerminal();
  Ports ports =
      new Ports(_ -> 0, (_, _) -> new Rebuild.Report(0, List.of()), new StoreUpkeep(() -> NOW));

  @BeforeEach
  void startServer() throws IOException {
    folder = Files.createDirectories(temp.resolve("project"));
    home = temp.resolve("home");
    environment.put("CONTINUO_HOME", home.toString());
    environment.put("PATH", "/bin");
    environment.put("SECRET_KEY", "hidden");
    server = new FakeServer().serves(home, ProcessHandle.current().pid(), 0);
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  Left type(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code = type(out, err, Output.Style.PLAIN, arguments);
    return new Left(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  int type(OutputStream out, OutputStream err, Output.Style style, String... arguments) {
    return Cli.run(world(new Output(out, style, err, style)), arguments);
  }

  /** A world whose output nobody reads. */
  World world() {
    return world(Output.none());
  }

  World world(Output output) {
    return new World(
        environment,
        folder,
        new ByteArrayInputStream(input.getBytes(UTF_8)),
        output,
        terminal,
        () -> NOW,
        () -> ZoneOffset.UTC,
        new Timing(PATIENCE, PATIENCE, PATIENCE, Duration.ofMillis(5)),
        () -> new Version(version),
        ports);
  }

  void plan(String text) throws IOException {
    Files.writeString(folder.resolve("plan.yaml"), text);
  }

  String run(String state, String more) {
    return with(
        more,
        """
        {"id":"%s","name":"demo","project":"%s","state":"%s","reason":null,"stuck":false,\
        "submittedAt":"2026-11-21T11:59:00Z","since":"2026-11-21T11:59:04.200Z","parallel":5,\
        "onFailure":"pause","total":2,"counts":{"succeeded":0}}"""
            .formatted(RUN, folder, state));
  }

  static String task(int index, String name, String state, String more) {
    return with(
        more,
        """
        {"id":"t-0000010000%d","run":"%s","name":"%s","kind":"work","state":"%s",\
        "since":"2026-11-21T11:59:30Z","needs":[],"locks":[],"attempt":1}"""
            .formatted(index, RUN, name, state));
  }

  /** The object with other members, each written with a comma before it. */
  private static String with(String more, String json) {
    var object = (ObjectNode) Json.read(json);
    return Json.write(
        object.setAll(
            (ObjectNode) Json.read("{" + (more.isEmpty() ? "" : more.substring(1)) + "}")));
  }

  static String event(int sequence, String type, String task, String body) {
    return """
        {"sequence":%d,"at":"2026-11-21T12:00:0%d.000Z","actor":"engine","type":"%s","run":"%s",\
        "task":%s,"body":%s}"""
        .formatted(
            sequence, sequence % 10, type, RUN, task.isEmpty() ? "null" : "\"" + task + "\"", body);
  }
}
