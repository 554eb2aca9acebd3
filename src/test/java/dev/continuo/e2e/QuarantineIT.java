package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.RunId;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run at which every server stops is named, found, set aside and taken up again. */
class QuarantineIT {
  private static final String WAITS = "while [ ! -e go ]; do sleep 0.05; done";
  private static final String BAD =
      "tasks: {a: {run: 'test -e fixed', retries: {max: 3, delay: 8s}}, c: {run: '" + WAITS + "'}}";
  private static final String GOOD = "tasks: {a: {run: '" + WAITS + "'}}";

  /** A task of a run that never was. */
  private static final String UNKNOWN = new RunId(99).task(0).toString();

  @TempDir private Path folder;

  @Test
  void a_run_that_stops_every_server_is_named_found_and_set_aside_and_the_others_go_on()
      throws Exception {
    try (var continuo = Continuo.in(folder)) {
      var server = continuo.serve();
      var bad = continuo.api().submit(BAD);
      var good = continuo.api().submit(GOOD);
      continuo.api().awaitTask(bad, "a", "pending");
      var doomed = continuo.api().awaitProcess(bad, "c");
      var spared = continuo.api().awaitProcess(good, "a");
      var task = continuo.api().get("/v1/runs/" + bad + "/tasks/a").path("id").asString();
      assertThat(continuo.run("server", "stop").exitCode()).isZero();
      server.waitFor();
      damage(continuo, task);

      // doctor finds it as soon as the row is due, and no server can start
      Until.holds("doctor finds it", () -> continuo.run("doctor").exitCode() == 1);
      var says = "run `" + bad + "`: a bug stops the engine at command `Wake " + task + "`";
      assertThat(continuo.run("doctor").out())
          .contains("WRONG  next steps       " + says)
          .contains("`continuo quarantine " + bad + " --reason TEXT` lets the other runs go on");
      for (var command : new String[] {"server start", "list"}) {
        var started = continuo.run(command.split(" ", -1));
        assertThat(started.exitCode()).isEqualTo(3);
        assertThat(started.err())
            .startsWith("error: server: ended while it was started\n  error: " + says)
            .contains("\n  hint: `continuo quarantine " + bad + " --reason TEXT` lets the other");
      }

      // set aside: the others go on, it can be read, and nothing can be done to it
      assertThat(continuo.run("quarantine", bad, "--reason", "stops the server"))
          .isEqualTo(
              new Ended(
                  0,
                  "",
                  "run " + bad + " is in quarantine, the next server continues without it\n"));
      assertThat(continuo.run("server", "start").exitCode()).isZero();
      Until.holds("its process is stopped", () -> !Signals.alive(doomed));
      assertThat(Signals.alive(spared)).isTrue();
      assertThat(continuo.run("status", bad).out()).contains("\nin quarantine: stops the server\n");
      assertThat(continuo.run("list").out()).contains("running (quarantine)");
      assertThat(continuo.run("why", bad).out())
          .startsWith("run " + bad + " is in quarantine: stops the server; `continuo quarantine ");
      assertThat(continuo.run("wait", bad).exitCode()).isEqualTo(6);
      assertThat(continuo.run("cancel", bad).err())
          .startsWith("error: run `" + bad + "`: in quarantine since ");
      assertThat(continuo.run("quarantine", "--list").out()).startsWith(bad + "  ");
      assertThat(continuo.run("doctor").out()).contains("look   quarantine       run `" + bad);
      continuo.touch("go");
      assertThat(continuo.api().over(good)).isEqualTo("succeeded");

      // the log was never damaged: once the rows are made again, the run is taken up
      assertThat(continuo.run("quarantine", bad, "--lift").err())
          .startsWith("error: quarantine: the server uses the data folder (pid ");
      continuo.run("server", "stop");
      assertThat(continuo.run("rebuild").exitCode()).isZero();
      assertThat(continuo.run("quarantine", bad, "--lift"))
          .isEqualTo(
              new Ended(
                  0,
                  "",
                  "run " + bad + " is no longer in quarantine, the next server continues it\n"));
      continuo.touch("fixed");
      assertThat(continuo.run("server", "start").exitCode()).isZero();
      continuo.api().awaitTask(bad, "a", "succeeded");
      continuo.api().awaitTask(bad, "c", "failed");
      assertThat(continuo.run("status", bad).out()).contains("ended by signal 15");
      continuo.run("server", "stop");
      continuo.assertNothingRunsAndTheStoreIsSound();
    }
  }

  /** A row that says that it is the task of a run that never was. */
  private static void damage(Continuo continuo, String task) throws SQLException {
    var store = "jdbc:sqlite:" + continuo.home().resolve("store.db");
    try (var connection = DriverManager.getConnection(store);
        var update =
            connection.prepareStatement(
                "UPDATE task SET body = replace(body, ?, ?) WHERE instr(body, ?) = 1")) {
      update.setString(1, "{\"id\":\"" + task);
      update.setString(2, "{\"id\":\"" + UNKNOWN);
      update.setString(3, "{\"id\":\"" + task);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
