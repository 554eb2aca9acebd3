package dev.continuo.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged program on one data folder and in one project; closing leaves no process. */
final class Continuo implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SECONDS_MAX = 90;

  private final Path folder;
  private final Path home;
  private final Path project;
  private final Map<String, String> environment = new TreeMap<>();

  private Continuo(Path folder, Path home, Path project) {
    this.folder = folder;
    this.home = home;
    this.project = project;
  }

  /** A data folder that is not there yet, and an empty project, both below {@code folder}. */
  static Continuo in(Path folder) throws IOException {
    var real = folder.toRealPath();
    return new Continuo(
        real, real.resolve("home"), Files.createDirectories(real.resolve("project")));
  }

  /** The same data folder, used from another project. */
  Continuo from(Path otherProject) throws IOException {
    var other = new Continuo(folder, home, otherProject.toRealPath());
    other.environment.putAll(environment);
    return other;
  }

  /** Adds a variable to all processes that are started from now on. */
  Continuo with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Path home() {
    return home;
  }

  Path project() {
    return project;
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return begin(arguments).ended();
  }

  /** Starts a command. */
  Begun begin(String... arguments) throws IOException {
    return begin(Program.words(arguments));
  }

  /** Starts any program as a user of this data folder. */
  Begun begin(List<String> words) throws IOException {
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var builder =
        new ProcessBuilder(words)
            .directory(project.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    var variables = builder.environment();
    variables.keySet().removeIf(name -> name.startsWith("CONTINUO_"));
    variables.put("CONTINUO_HOME", home.toString());
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("TZ", "UTC");
    variables.putAll(environment);
    return new Begun(builder.start(), out, err);
  }

  /** A command that was started. */
  record Begun(Process process, Path out, Path err) {
    Ended ended() throws IOException, InterruptedException {
      assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("the command ended").isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** What it has said so far. */
    String said() throws IOException {
      return Files.readString(err);
    }
  }

  /** Starts a server as a child of the test, and returns when it answers. */
  Process serve() throws IOException {
    var begun = begin("server", "run");
    Until.holds(
        "a server answers",
        () -> {
          assertThat(begun.process().isAlive()).as(() -> "the server lives").isTrue();
          return serves(begun.process().pid());
        });
    return begun.process();
  }

  private boolean serves(long pid) throws IOException {
    return entry().path("pid").asLong(0) == pid;
  }

  private JsonNode entry() throws IOException {
    try {
      return JSON.readTree(Files.readString(home.resolve("server.json")));
    } catch (NoSuchFileException | JacksonException notYet) {
      return JSON.createObjectNode();
    }
  }

  /** The process of the server that runs. */
  long serverPid() throws IOException {
    return entry().path("pid").asLong(0);
  }

  /** The server that runs now. */
  Api api() throws IOException {
    return new Api(
        entry().path("url").asString(), Files.readString(home.resolve("token")).strip(), project);
  }

  Path file(String name) {
    return project.resolve(name);
  }

  /** Makes a file that tasks wait for. */
  void touch(String name) throws IOException {
    Files.writeString(file(name), "");
  }

  void write(String name, String content) throws IOException {
    Files.createDirectories(file(name).getParent());
    Files.write(file(name), content.getBytes(UTF_8));
  }

  /** The lines of a file of the project; none when there is none. */
  List<String> lines(String name) throws IOException {
    return Files.exists(file(name)) ? Files.readAllLines(file(name)) : List.of();
  }

  Belongings belongings() {
    return new Belongings(home);
  }

  /** With the server gone: nothing runs on, and the stored rows are what the log says. */
  void assertNothingRunsAndTheStoreIsSound() throws IOException, InterruptedException {
    Until.holds("no process is left", () -> belongings().living().isEmpty());
    var verified = run("rebuild", "--verify");
    assertThat(verified).isEqualTo(new Ended(0, "", "the rows are what the log says\n"));
  }

  @Override
  public void close() {
    belongings().kill();
  }
}
