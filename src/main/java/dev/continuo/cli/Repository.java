package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** What a folder is built and tested with, as far as the files in it tell. */
final class Repository {
  /** So much of a file is looked at; what stands further down is not found. */
  private static final int FILE_BYTES_MAX = 1 << 20;

  /**
   * A build tool.
   *
   * @param name as its makers write it
   */
  record Tool(String name, List<Step> steps) {
    Tool {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Something to run.
   *
   * @param needs the step before it; empty for none
   */
  record Step(String name, String needs, String run) {}

  private final Path folder;

  Repository(Path folder) {
    this.folder = folder;
  }

  /** The tools that are used here; make only where it is the only one, for it calls the others. */
  List<Tool> tools() {
    var tools =
        Stream.of(maven(), gradle(), node(), cargo(), go(), python())
            .filter(tool -> !tool.steps().isEmpty())
            .toList();
    var make = make();
    return tools.isEmpty() && !make.steps().isEmpty() ? List.of(make) : tools;
  }

  /** Whether the folder belongs to a git repository. */
  boolean git() {
    for (var at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }

  private Tool maven() {
    var mvn = has("mvnw") ? "./mvnw" : "mvn";
    return built("Maven", mvn + " -B -ntp -DskipTests package", mvn + " -B -ntp verify", "pom.xml");
  }

  private Tool gradle() {
    var gradle = has("gradlew") ? "./gradlew" : "gradle";
    return built(
        "Gradle", gradle + " assemble", gradle + " check", "build.gradle", "build.gradle.kts");
  }

  private Tool cargo() {
    return built("Cargo", "cargo build", "cargo test", "Cargo.toml");
  }

  private Tool go() {
    return built("Go", "go build ./...", "go test ./...", "go.mod");
  }

  private Tool built(String name, String build, String test, String... signs) {
    return Stream.of(signs).noneMatch(this::has)
        ? new Tool(name, List.of())
        : new Tool(name, List.of(new Step("build", "", build), new Step("test", "build", test)));
  }

  private Tool node() {
    var scripts = scripts();
    if (scripts.isEmpty()) {
      return new Tool("npm", List.of());
    }
    var steps = new ArrayList<Step>();
    var runner = has("pnpm-lock.yaml") ? "pnpm" : has("yarn.lock") ? "yarn" : "npm";
    steps.add(new Step("install", "", install(runner)));
    scripts.forEach(
        script -> steps.add(new Step(script, steps.getLast().name(), runner + " run " + script)));
    return new Tool(runner, steps);
  }

  private String install(String runner) {
    return switch (runner) {
      case "npm" -> has("package-lock.json") ? "npm ci" : "npm install";
      default -> runner + " install --frozen-lockfile";
    };
  }

  /** Those scripts of package.json that build or check something. */
  private List<String> scripts() {
    try {
      var scripts = Json.read(text("package.json")).path("scripts");
      return Stream.of("lint", "build", "test")
          .filter(script -> scripts.path(script).isString())
          .filter(script -> !scripts.path(script).asString("").contains("no test specified"))
          .toList();
    } catch (JacksonException noJson) {
      return List.of();
    }
  }

  private Tool python() {
    if (Stream.of("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "tox.ini")
        .noneMatch(this::has)) {
      return new Tool("Python", List.of());
    }
    return new Tool("Python", List.of(new Step("test", "", pythonTest())));
  }

  private String pythonTest() {
    if (has("tox.ini")) {
      return "tox";
    }
    var pytest =
        has("pytest.ini")
            || has("conftest.py")
            || Stream.of("pyproject.toml", "setup.cfg", "requirements.txt", "requirements-dev.txt")
                .anyMatch(file -> text(file).contains("pytest"));
    if (pytest) {
      return "python3 -m pytest";
    }
    return has("tests") || has("test")
        ? "python3 -m unittest discover"
        : "python3 -m compileall -q .";
  }

  private Tool make() {
    var makefile = text("GNUmakefile") + text("makefile") + text("Makefile");
    var steps = new ArrayList<Step>();
    for (var targets :
        List.of(List.of("build", "all"), List.of("lint"), List.of("test", "check"))) {
      targets.stream()
          .filter(
              target -> Pattern.compile("(?m)^" + target + "\\s*:(?!=)").matcher(makefile).find())
          .findFirst()
          .ifPresent(
              target ->
                  steps.add(
                      new Step(
                          target,
                          steps.isEmpty() ? "" : steps.getLast().name(),
                          "make " + target)));
    }
    return new Tool("make", steps);
  }

  private boolean has(String file) {
    return Files.exists(folder.resolve(file));
  }

  /** The file's beginning; empty when there is none, or none that can be read. */
  private String text(String file) {
    var path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      return "";
    }
    try (var in = Files.newInputStream(path)) {
      return new String(in.readNBytes(FILE_BYTES_MAX), UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
