package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.RunId;
import dev.continuo.upkeep.StoreFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The commands that look after a data folder, on a real one. */
class UpkeepCommandsTest extends CommandLineFixture {
  private static final String SUBMITTED = "run.submitted";

  /** A store with a run that ended and one whose turn is alive; no server runs. */
  @BeforeEach
  void fill() throws IOException {
    server.close();
    Files.deleteIfExists(home.resolve("server.json"));
    try (var folder = new StoreFolder(home)) {
      StoreFolder.finished(folder, "ended");
      folder.submit("living");
    }
  }

  private JsonNode json(String... arguments) {
    return Json.read(type(arguments).out());
  }

  @Test
  void each_needs_a_data_folder_of_this_machine() {
    environment.put("CONTINUO_HOME", temp.resolve("none").toString());
    for (var command : new String[] {"backup x.zip", "export --all", "du", "gc", "redact"}) {
      assertThat(type(command.split(" ", -1)))
          .isEqualTo(
              new Left(
                  3,
                  "",
                  """
                  error: %s: there is no data folder `%s`
                  hint: `CONTINUO_HOME` names another one
                  """
                      .formatted(command.split(" ", -1)[0], temp.resolve("none"))));
    }
    environment.put("CONTINUO_URL", "http://127.0.0.1:1");
    assertThat(type("du").err()).startsWith("error: `CONTINUO_URL`: names another server");
    assertThat(type("restore", "x.zip").err()).startsWith("error: `CONTINUO_URL`: names another");
    assertThat(type("doctor").err()).startsWith("error: `CONTINUO_URL`: names another");
  }

  @Test
  void a_backup_comes_back_elsewhere() throws IOException {
    var file = folder.resolve("backup.zip");

    var backup = type("backup", "backup.zip");

    assertThat(backup.out()).isEmpty();
    assertThat(backup.err())
        .matches("wrote `" + file + "`: up to event [0-9]+, 1 files, [0-9.]+ KB\n");
    assertThat(type("backup", "backup.zip"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: backup `%s`: exists already, must be a new file
                hint: name another file
                """
                    .formatted(file)));

    environment.put("CONTINUO_HOME", temp.resolve("restored").toString());
    var restored = type("restore", "backup.zip");
    assertThat(restored.code()).isZero();
    assertThat(restored.err())
        .matches(
            "restored `"
                + temp.resolve("restored")
                + "` as of 2026-11-21 12:00:00, up to event [0-9]+\n"
                + "1 turn was alive then and is given up; its task starts again\n"
                + "hint: `continuo server start` goes on with it\n");
    assertThat(type("restore", "backup.zip").err())
        .isEqualTo(
            """
            error: data folder `%s`: not empty, found `restored.json`, must be empty or not there
            hint: name another folder with `CONTINUO_HOME`
            """
                .formatted(temp.resolve("restored")));
  }

  @Test
  void a_backup_is_made_beside_a_server_that_has_the_folder() {
    try (var _ = dev.continuo.journal.DataFolder.open(home)) {
      assertThat(type("backup", "backup.zip").code()).isZero();
    }
  }

  @Test
  void an_export_is_a_line_for_each_thing() {
    var all = type("export", "--all");
    var id = Json.read(all.out().lines().skip(1).findFirst().orElseThrow()).at("/run/id");

    var one = type("export", id.asString());

    assertThat(one.code()).isZero();
    assertThat(one.out().lines().filter(line -> line.contains(SUBMITTED))).hasSize(1);
    assertThat(all.out().lines().filter(line -> line.contains(SUBMITTED))).hasSize(2);
    assertThat(type("export", "r-zzzzzz"))
        .isEqualTo(
            new Left(
                3, "", "error: run `r-zzzzzz`: not found\nhint: `continuo list` shows the runs\n"));
    for (var wrong : new String[][] {{"export"}, {"export", "--all", "r-zzzzzz"}}) {
      assertThat(type(wrong))
          .isEqualTo(
              new Left(
                  2,
                  "",
                  """
                  error: `continuo export`: needs either RUN or `--all`
                  hint: `continuo export --help` shows an example
                  """));
    }
    assertThat(type("export", "last").err())
        .isEqualTo(
            """
            error: run `last`: no run was started from this folder, found `%s`
            hint: `continuo list` shows the runs of all folders
            """
                .formatted(folder));
    assertThat(type("export", "lost").err())
        .startsWith("error: run: not an id, found `lost`, must look like `r-4k2m9q` or be `last`");

    folder = Path.of("/project");
    var last = Json.read(type("export", "last").out().lines().skip(1).findFirst().orElseThrow());
    assertThat(last.at("/run/name").asString()).isEqualTo("living");
  }

  @Test
  void du_says_what_takes_the_disk() throws IOException {
    var usage = json("du", "--json");
    assertThat(usage.at("/runs/0/name").asString()).isEqualTo("ended");
    assertThat(usage.at("/runs/0/turns").asInt()).isEqualTo(1);
    assertThat(usage.at("/runs/0/bytes").asInt()).isEqualTo("output of ended\n".length());
    assertThat(usage.at("/parts/outputs").asInt()).isEqualTo("output of ended\n".length());
    assertThat(usage.at("/parts").propertyNames())
        .containsExactly("store", "archive", "blobs", "outputs", "logs", "program", "other");

    Files.delete(home.resolve("token"));
    assertThat(type("du").out().replaceAll("(store|all) .*", "$1"))
        .isEqualTo(
            """
            store
            archive          0 B
            blobs            0 B
            outputs         16 B
            logs             0 B
            program          0 B
            other            0 B
            all

            RUN       OUTPUTS  TURNS  STATE      NAME
            %s  16 B     1      succeeded  ended
            """
                .formatted(usage.at("/runs/0/run").asString()));
  }

  @Test
  void gc_says_what_it_removes_and_first_what_it_would() {
    assertThat(type("gc", "--older-than", "5000d", "--dry-run"))
        .isEqualTo(
            new Left(
                0,
                "",
                "would remove outputs of 0 turns of 0 runs (0 B), 0 texts (0 B), 0 leftovers (0"
                    + " B)\n"));
    var would = type("gc", "--dry-run");
    assertThat(would.out())
        .matches(
            "RUN +OUTPUTS +TURNS +ENDED +NAME\nr-[0-9a-z]{6} +16 B +1 +[0-9]+ d.* ago +ended\n");
    assertThat(would.err())
        .isEqualTo(
            "would remove outputs of 1 turns of 1 runs (16 B), 0 texts (0 B), 0 leftovers (0 B)\n");

    assertThat(type("gc").err())
        .isEqualTo(
            "removed outputs of 1 turns of 1 runs (16 B), 0 texts (0 B), 0 leftovers (0 B)\n");
    assertThat(type("gc").err()).startsWith("removed outputs of 0 turns");
    assertThat(type("gc", "--older-than", "30").err())
        .startsWith("error: option `--older-than`: not a duration, found `30`");
  }

  @Test
  void redact_reads_its_texts_from_a_stream_or_a_file() throws IOException {
    input = "output of ended\n\n";
    var left = type("redact");
    assertThat(left.err()).isEmpty();
    assertThat(left.out())
        .matches(
            "(?s).* 1  events\n.* 1  rows\n +1  worker/turns/t-[0-9a-z]+\\.1\\.1/output.log\n");
    assertThat(type("redact")).isEqualTo(new Left(0, "", "found nothing\n"));

    Files.writeString(folder.resolve("leaked.txt"), "echo living\n");
    assertThat(type("redact", "--from", "leaked.txt").out()).contains(" events\n");
    assertThat(type("redact", "--from", "absent.txt"))
        .isEqualTo(new Left(2, "", "error: redact: `absent.txt` cannot be read\n"));
  }

  @Test
  void redact_needs_the_data_folder_for_itself() throws IOException {
    server = new FakeServer().serves(home, ProcessHandle.current().pid(), 0);
    input = "a secret";

    assertThat(type("redact"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: redact: the server uses the data folder (pid %d)
                hint: `continuo server stop` stops it, attempts go on running meanwhile
                """
                    .formatted(ProcessHandle.current().pid())));
  }

  @Test
  void redact_tells_where_it_may_not_overwrite() throws IOException {
    Files.writeString(home.resolve("notes"), "echo living");
    input = "echo living";

    var left = type("redact");

    assertThat(left.code()).isEqualTo(1);
    assertThat(left.err())
        .isEqualTo(
            """
            error: redact: still found in notes
            hint: these files are none of a store's; look at them yourself
            """);
  }

  @Test
  void quarantine_takes_a_run_out_of_service_and_lets_it_back() {
    var run = new RunId(2).toString();

    assertThat(type("quarantine", run, "--reason", "stops the server"))
        .isEqualTo(
            new Left(
                0, "", "run " + run + " is in quarantine, the next server continues without it\n"));
    assertThat(type("quarantine", "--list").out()).matches(run + "  .*Z  .+  stops the server\n");
    var listed = json("quarantine", "--list", "--json").path("quarantines").path(0);
    assertThat(listed.path("run").asString()).isEqualTo(run);
    assertThat(listed.path("reason").asString()).isEqualTo("stops the server");
    assertThat(type("doctor").out())
        .containsPattern("look   quarantine       run `" + run + "` since .*: stops the server; ");
    assertThat(type("quarantine", run, "--reason", "again").err())
        .startsWith("error: run `" + run + "`: already in quarantine since ")
        .endsWith("hint: `continuo quarantine " + run + " --lift` ends it\n");

    assertThat(type("quarantine", run, "--lift"))
        .isEqualTo(
            new Left(
                0,
                "",
                "run " + run + " is no longer in quarantine, the next server continues it\n"));
    assertThat(type("quarantine", run, "--lift"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: run `%s`: not in quarantine
                hint: `continuo quarantine --list` lists the runs that are
                """
                    .formatted(run)));
    assertThat(type("quarantine", "--list"))
        .isEqualTo(new Left(0, "", "no run is in quarantine\n"));
  }

  @Test
  void quarantine_says_what_it_needs() throws IOException {
    var example = "hint: `continuo quarantine --help` shows an example\n";
    var run = new RunId(2).toString();
    assertThat(type("quarantine").err())
        .isEqualTo("error: `continuo quarantine`: needs either RUN or `--list`\n" + example);
    for (var wrong : new String[] {run, run + " --lift --reason x"}) {
      assertThat(type(("quarantine " + wrong).split(" ", -1)).err())
          .isEqualTo(
              "error: `continuo quarantine`: needs either `--reason` or `--lift`\n" + example);
    }
    assertThat(type("quarantine", run, "--lift", "--json").err())
        .isEqualTo("error: `continuo quarantine`: `--json` needs `--list`\n" + example);
    assertThat(type("quarantine", run, "--reason", "x".repeat(1_001)).err())
        .isEqualTo(
            "error: `continuo quarantine`: `--reason` is longer than 1000 characters\n" + example);
    assertThat(type("quarantine", new RunId(9).toString(), "--reason", "x").err())
        .startsWith("error: run `" + new RunId(9) + "`: not found\n");

    server = new FakeServer().serves(home, ProcessHandle.current().pid(), 0);
    assertThat(type("quarantine", run, "--lift").err())
        .isEqualTo(
            """
            error: quarantine: the server uses the data folder (pid %d)
            hint: `continuo server stop` stops it, attempts go on running meanwhile
            """
                .formatted(ProcessHandle.current().pid()));
  }

  @Test
  void redact_refuses_what_is_too_much() {
    input = "x".repeat((4 << 20) + 1);
    assertThat(type("redact"))
        .isEqualTo(new Left(2, "", "error: redact: more than 4194304 bytes of texts\n"));
  }

  @Test
  void doctor_has_a_line_for_each_thing_and_ends_with_1_when_one_is_wrong() throws IOException {
    var good = type("doctor");
    assertThat(good.out().lines().map(line -> line.substring(7, 24).strip()))
        .containsExactly(
            "jdk",
            "launcher",
            "sh",
            "setsid",
            "git",
            "open files",
            "processes",
            "data folder",
            "disk",
            "free space",
            "lock",
            "token",
            "secret",
            "secrets.json",
            "schema",
            "clock",
            "store",
            "next steps",
            "stray processes",
            "server");
    assertThat(good.err()).isEmpty();

    Files.writeString(home.resolve("store.db"), "a shopping list, long enough\n".repeat(200));
    Path.of(home.toString(), "store.db-wal").toFile().delete();
    var bad = type("doctor", "--json");
    assertThat(bad.code()).isEqualTo(1);
    var store =
        Json.read(bad.out())
            .path("checks")
            .valueStream()
            .filter(check -> check.path("name").asString().equals("store"))
            .findFirst()
            .orElseThrow();
    assertThat(store.path("verdict").asString()).isEqualTo("wrong");
    assertThat(store.path("says").asString()).contains("not a database");
    assertThat(store.path("does").asString()).isNotEmpty();
  }

  @Test
  void sizes_are_told_in_the_unit_that_fits() {
    assertThat(Sizes.words(0)).isEqualTo("0 B");
    assertThat(Sizes.words(1023)).isEqualTo("1023 B");
    assertThat(Sizes.words(1024)).isEqualTo("1.0 KB");
    assertThat(Sizes.words(1536)).isEqualTo("1.5 KB");
    assertThat(Sizes.words((1 << 20) - 1)).isEqualTo("1.0 MB");
    assertThat(Sizes.words(5L << 40)).isEqualTo("5.0 TB");
    assertThat(Sizes.words(Long.MAX_VALUE)).isEqualTo("8192.0 PB");
  }
}
