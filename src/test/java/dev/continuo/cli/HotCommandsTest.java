package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the hot commands read by themselves is what picocli reads, and the rest they leave to it.
 */
class HotCommandsTest extends CommandLineFixture {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "status last",
        "status r-000001",
        "status --json",
        "status --json last",
        "status r-000001 --json",
        "list",
        "list --json",
        "list --state running",
        "list --state running --json",
        "list --json --state running",
        "list --state nowhere"
      })
  void usual_arguments_mean_the_same_to_both(String line) {
    var arguments = line.split(" ");
    script();

    assertThat(HotCommands.read(world(), arguments)).isPresent();
    assertThat(type(arguments)).isEqualTo(byPicocli(arguments));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status x",
        "status R-000001",
        "status r-00001",
        "status t-00000100000",
        "status last last",
        "status last r-000001",
        "status --json --json",
        "status --jsn",
        "status --json=true",
        "status -- last",
        "status --help",
        "status -h last",
        "status --version",
        "status @file",
        "list last",
        "list --state",
        "list --state=running",
        "list --state --json",
        "list --state running --state running",
        "list --state Running",
        "list --state @file",
        "list -h",
        "stauts",
        "server status",
        "rehearse plan.yaml",
        "--help"
      })
  void everything_else_is_left_to_picocli(String line) {
    var arguments = line.split(" ");
    script();

    assertThat(HotCommands.read(world(), arguments)).isEmpty();
    assertThat(type(arguments)).isEqualTo(byPicocli(arguments));
  }

  @Test
  void no_arguments_and_empty_ones_are_left_to_picocli() {
    script();
    for (var arguments : new String[][] {{}, {""}, {"status", ""}, {"list", "--state", ""}}) {
      assertThat(HotCommands.read(world(), arguments)).isEmpty();
      assertThat(type(arguments)).isEqualTo(byPicocli(arguments));
    }
  }

  @Test
  void a_rehearsal_asks_and_says_nothing() {
    script();
    server.on("GET /v1/runs?limit=50&state=succeeded", 200, "{\"runs\":[],\"next\":null}");

    assertThat(type("rehearse")).isEqualTo(new Left(0, "", ""));
    assertThat(server.requests())
        .contains(
            "GET /v1/runs?limit=50",
            "GET /v1/runs?limit=50&state=succeeded",
            "GET /v1/runs/" + RUN,
            "GET /v1/runs/" + RUN + "/tasks?limit=200");
  }

  private void script() {
    var runs = "{\"runs\":[" + run("running", "") + "],\"next\":null}";
    var tasks =
        "{\"tasks\":[" + task(0, "a", "succeeded", "") + "," + task(1, "b", "queued", "") + "]}";
    server
        .on("GET /v1/runs?limit=50", 200, runs)
        .on("GET /v1/runs?limit=50&state=running", 200, runs)
        .on("GET /v1/runs?limit=50&state=nowhere", 422, "{\"detail\":\"no such state\"}")
        .on("GET /v1/runs?limit=200", 200, runs)
        .on("GET /v1/runs/" + RUN, 200, run("running", ""))
        .on("GET /v1/runs/" + RUN + "/tasks?limit=200", 200, tasks)
        .on("GET /v1/runs/" + RUN + "/tasks?limit=1000", 200, tasks);
  }

  private Left byPicocli(String... arguments) {
    return left(world -> Cli.run(world, () -> Commands.read(world, arguments)));
  }

  private Left left(Function<World, Integer> doing) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var code = doing.apply(world(new Output(out, Output.Style.PLAIN, err, Output.Style.PLAIN)));
    return new Left(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
