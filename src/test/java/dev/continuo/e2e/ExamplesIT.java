package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example of the reference of commands, typed as it stands there, in a project that has what
 * it speaks of. They are typed in the order of the page: what is made is then used.
 */
class ExamplesIT {
  private static final String DONE =
      """
      tasks:
        test: {run: 'true', files: test/}
        build: {run: 'echo built', files: src/}
        deploy: {needs: build, run: 'true', files: deploy/}
      """;
  private static final String OPEN =
      """
      tasks:
        test: {run: 'true'}
        build: {run: 'echo building; while [ ! -e go ]; do sleep 0.1; done'}
        deploy: {needs: build, run: 'true'}
      """;
  private static final String FAILED =
      "tasks: {build: {run: 'exit 3'}, deploy: {needs: build, run: 'true'}}";

  /** These want a run that goes on. */
  private static final Set<String> OF_OPEN_RUNS = Set.of("set", "add", "pause", "resume", "cancel");

  /** These want the data folder for themselves, or start a server. */
  private static final Set<String> WITHOUT_SERVER =
      Set.of("redact", "rebuild", "quarantine", "server start", "server run");

  private static final String UNAPPROVED = "tasks: {deploy: {run: 'true', approval: start}}";

  /** Longer than it takes to type a command. */
  private static final Duration SOON = Duration.ofSeconds(4);

  private static final String UNLAUNCHED =
      "{auto-launch: false, tasks: {a: {run: 'true'}, b: {run: 'true', needs: a}}}";

  @TempDir private Path folder;
  private Continuo continuo;
  private String first = "";

  @Test
  void every_example_of_the_reference_can_be_typed_as_it_stands() throws Exception {
    var examples = examples();
    assertThat(examples).hasSizeGreaterThan(50);
    serve();
    first = done();
    for (var example : examples) {
      type(example);
    }
  }

  private static Set<String> examples() throws IOException {
    var page = Files.readAllLines(Path.of("docs/reference/commands.md"));
    var generated = page.subList(page.indexOf("<!-- generated: commands -->"), page.size());
    var examples = new LinkedHashSet<String>();
    for (var line : generated) {
      if (line.startsWith("  continuo ")) {
        examples.add(line.strip());
      }
    }
    return examples;
  }

  @BeforeEach
  void prepareProject() throws IOException {
    continuo = Continuo.in(folder);
    var bin = Files.createDirectories(folder.resolve("bin"));
    script(bin.resolve("continuo"), "exec " + Program.line() + " \"$@\"");
    // A service manager that does not answer: nothing of this machine may change.
    script(bin.resolve("systemctl"), "exit 1");
    for (var made :
        List.of(".local/share/bash-completion/completions", ".config/fish/completions")) {
      Files.createDirectories(folder.resolve(made));
    }
    Files.createDirectories(continuo.file("src"));
    continuo.write("src/Main.java", "class Main {}\n");
    Files.createDirectories(continuo.file("examples"));
    Files.copy(
        Path.of("examples/quickstart.yaml"), continuo.file("examples").resolve("quickstart.yaml"));
    continuo.write("plan.yaml", DONE);
    continuo.write("more.yaml", "tasks: {more: {run: 'true'}}");
    Files.createDirectories(continuo.file(".continuo"));
    Files.writeString(
        continuo.file(".continuo").resolve("agent-mapping.yaml"), "backend: Engineer (Haiku)\n");
    continuo.write("token.txt", "a-token-that-nobody-knows\n");
    continuo.write("leaked.txt", "a-text-that-leaked\n");
    continuo
        .with("HOME", folder.toString())
        .with("XDG_CONFIG_HOME", folder.resolve(".config").toString())
        .with("CONTINUO_RESULT", folder.resolve("result.json").toString())
        .with("PATH", bin + ":" + System.getenv("PATH"));
  }

  @AfterEach
  void close() {
    continuo.close();
  }

  private static void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void type(String example) throws Exception {
    var words = example.substring("continuo ".length());
    Predicate<String> is = verb -> words.equals(verb) || words.startsWith(verb + " ");
    if (WITHOUT_SERVER.stream().anyMatch(is)) {
      assertThat(continuo.run("server", "stop").exitCode()).isZero();
    } else {
      serve();
      prepareRun(is, words);
    }
    var typed =
        example
            .replace("r-4k2m9q", first)
            .replace("r-8s1d0x", is.test("wait --any") ? done() : first);
    if (is.test("restore")) {
      typed = "CONTINUO_HOME=" + folder.resolve("restored") + " " + typed;
    }
    if (is.test("sync")) {
      typed = "CONTINUO_TASK=" + stream() + " " + typed;
    }
    var begun = continuo.begin(List.of("sh", "-c", typed));
    if (is.test("server run")) {
      Until.holds("it serves", () -> continuo.serverPid() > 0);
      Signals.send("TERM", continuo.serverPid());
    } else if (is.test("events -f")) {
      Until.holds("it tells", () -> Files.size(begun.out()) > 0);
      begun.process().descendants().forEach(ProcessHandle::destroy);
      begun.process().destroy();
      assertThat(begun.ended().err()).doesNotContain("error:", "bug:");
      return;
    } else if (words.contains("-f")) {
      continuo.touch("go");
    }
    var ended = begun.ended();
    assertThat(ended.err()).as(example).doesNotContain("error:", "bug:");
    // Where nothing is wrong with the machine, doctor finds nothing; a test's machine may be odd.
    assertThat(ended.exitCode()).as("%s%n%s", example, ended.err()).isIn(codes(is));
  }

  private void serve() throws Exception {
    var pid = continuo.serverPid();
    if (pid == 0 || !Signals.alive(pid)) {
      var started = continuo.run("server", "start");
      assertThat(started.exitCode()).as(started.err()).isZero();
    }
  }

  private static List<Integer> codes(Predicate<String> is) {
    if (is.test("server run")) {
      return List.of(0, 143);
    }
    return is.test("doctor") ? List.of(0, 1) : List.of(0);
  }

  /** The newest run is in the state that the command is for. */
  private void prepareRun(Predicate<String> is, String words) throws Exception {
    Files.deleteIfExists(continuo.file("go"));
    if (is.test("batch launch")) {
      continuo.api().settled(continuo.api().submit(UNLAUNCHED));
    } else if (is.test("answer")) {
      ask();
    } else if (is.test("approve") || is.test("reject")) {
      continuo.api().settled(continuo.api().submit(UNAPPROVED));
    } else if (is.test("receiver retry")) {
      done();
      Until.holds("its receiver is not found", this::fails);
    } else if (is.test("retry") || is.test("unblock")) {
      continuo.api().settled(continuo.api().submit(FAILED));
    } else if (OF_OPEN_RUNS.stream().anyMatch(is) || words.contains("-f")) {
      var run = continuo.api().submit(OPEN);
      continuo.api().awaitProcess(run, "build");
      if (is.test("resume")) {
        var target = words.endsWith("/build") ? "last/build" : "last";
        assertThat(continuo.run("pause", target).exitCode()).isZero();
      }
    } else if (words.contains("last")) {
      done();
    }
  }

  /** Whether the receiver of the examples, whose host nobody has, waits to be tried again. */
  private boolean fails() throws Exception {
    return continuo
        .api()
        .get("/v1/receivers")
        .path("receivers")
        .valueStream()
        .filter(receiver -> receiver.path("name").asString("").equals("ci"))
        .map(receiver -> receiver.path("retryAt").asString(""))
        .anyMatch(at -> !at.isEmpty() && Instant.parse(at).isAfter(Instant.now().plus(SOON)));
  }

  /** A run whose task asks who does it; the project that makes it ask is gone again. */
  private void ask() throws Exception {
    for (var agent : List.of("ada", "ben", "cleo")) {
      continuo.write(
          ".continuo/agents/%s.yml".formatted(agent),
          "name: %s\ncommand: ['true']\n".formatted(agent));
    }
    continuo.write(".continuo/agent-mapping.yaml", "a: Ada\nb: Ben\nc: Cleo\n");
    continuo.write(".continuo/config.yaml", "specialist_routing: {fallback_behavior: ask_user}\n");
    var run = continuo.api().submit("tasks: {optimize: {tags: fast, prompt: Make it fast.}}");
    assertThat(continuo.api().settled(run).path("stuck").asBoolean()).isTrue();
    Files.delete(continuo.file(".continuo/agent-mapping.yaml"));
    Files.delete(continuo.file(".continuo/config.yaml"));
  }

  /** The one stream of a pattern, which meets nobody else. */
  private String stream() throws Exception {
    continuo.write(".continuo/agents/idle.yml", "name: idle\ncommand: ['true']\n");
    var idle = "{agent: idle}";
    var run =
        continuo
            .api()
            .submitPattern(
                "sync_points: [Contract, Type synchronization, Integration]",
                "tasks: {first: %s, stream: %s, last: %s}".formatted(idle, idle, idle));
    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    return continuo.api().task(run, "stream").path("id").asString();
  }

  private String done() throws Exception {
    var run = continuo.api().submit(DONE);
    assertThat(continuo.api().over(run)).isEqualTo("succeeded");
    return run;
  }
}
