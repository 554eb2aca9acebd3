package dev.continuo.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuo.cli.OperatorError;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Moment;
import dev.continuo.engine.StepBug;
import dev.continuo.host.Loop;
import dev.continuo.host.Outcome;
import dev.continuo.host.Submission;
import dev.continuo.host.Submission.Patience;
import dev.continuo.journal.Core;
import dev.continuo.journal.Host;
import dev.continuo.journal.Plans;
import dev.continuo.journal.StoreRefused;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.journal.sqlite.Snapshot;
import dev.continuo.journal.sqlite.SqliteJournal;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunLimit;
import dev.continuo.run.RunSpec;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect.Desired;
import dev.continuo.task.TaskEffect.Keep;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import dev.continuo.upkeep.Planted.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A bug that strikes for one run, wherever it is, stops no other for longer than a person needs.
 */
class PlantedBugTest {
  private static final RunId GOOD = new RunId(1);
  private static final RunId BAD = new RunId(2);
  private static final RunId LATE = new RunId(3);
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  @TempDir private Path home;

  private Path store() {
    return home.resolve("store.db");
  }

  /** A store with three runs of which no task was queued yet; one of them is the bad one. */
  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(home.resolve("worker/spool"));
    var core = Planted.core(Where.NOWHERE);
    try (var journal = SqliteJournal.open(store(), core.codec(), core.tables())) {
      var host = new Host(core, journal);
      host.decide(submit("good"), Optional.empty());
      host.decide(submit(Planted.BAD), Optional.empty());
      host.decide(submit("late"), Optional.empty());
      host.append();
    }
  }

  private static RunCommand.Submit submit(String task) {
    var spec =
        new RunSpec(
            task,
            "/project",
            new TreeMap<>(),
            new TreeMap<>(),
            Text.EMPTY,
            RunLimit.ofPlan(3),
            OnFailure.PAUSE,
            1,
            0);
    return new RunCommand.Submit(spec, List.of(TaskSpec.of(task, new Work.Inline())));
  }

  /** A server on the store whose turns end cleanly as soon as they are wanted. */
  private static final class Served implements AutoCloseable {
    final Core core;
    final SqliteJournal journal;
    final Loop loop;
    final ArrayDeque<Effect> effects = new ArrayDeque<>();
    private long millis;

    Served(Path store, Where where) {
      core = Planted.core(where);
      journal = SqliteJournal.open(store, core.codec(), core.tables());
      loop = new Loop(core.tables(), core.engine(), journal, this::now, effects::addAll);
    }

    private Moment now() {
      millis++;
      return new Moment(NOW.plusMillis(millis), Duration.ofHours(1).plusMillis(millis), millis);
    }

    /** As a server starts. */
    Served started() {
      loop.start();
      loop.catchUp();
      loop.firstSteps();
      return this;
    }

    Outcome told(Command command) {
      var outcomes = new ArrayList<Outcome>();
      loop.offer(new Submission(command, Caller.ENGINE, Patience.REFUSE, outcomes::add));
      while (loop.step()) {
        // until all is decided
      }
      return outcomes.getFirst();
    }

    /** Does what is wanted until nothing is. */
    Served finished() {
      while (!effects.isEmpty()) {
        if (effects.remove() instanceof Keep keep) {
          told(
              keep.desired() == Desired.SWEPT
                  ? new TaskCommand.ConfirmSweep(keep.turn())
                  : new TaskCommand.EndTurn(keep.turn(), Plans.CLEAN));
        }
      }
      return this;
    }

    String state(RunId run) {
      return journal.reader().run(run).orElseThrow().state().word();
    }

    @Override
    public void close() {
      journal.close();
    }
  }

  private List<Decision.Refused> examined(Where where) {
    var core = Planted.rebuilding(where);
    try (var snapshot = Snapshot.of(store(), core.codec())) {
      return new Trial(snapshot, () -> Planted.rebuilding(where), NOW).bugs();
    }
  }

  private Isolation isolation(Where where) {
    return new Isolation(home, Planted.rebuilding(where), () -> NOW);
  }

  private long head() {
    var core = Planted.rebuilding(Where.NOWHERE);
    try (var snapshot = Snapshot.of(store(), core.codec())) {
      return snapshot.head().sequence();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NOWHERE")
  void a_bug_that_strikes_for_one_run_is_named_found_and_set_aside(Where where) {
    if (where == Where.WAKE) {
      cancelledInHaste();
    }
    var before = head();

    // each start ends, says for which run, and writes nothing
    for (int start = 0; start < 2; start++) {
      try (var server = new Served(store(), where)) {
        var bug = catchThrowableOfType(StepBug.class, server::started);
        assertThat(bug.home()).isEqualTo(BAD.number());
        assertThat(BugRefusal.of(bug).text())
            .startsWith("run `" + BAD + "`: a bug stops the engine at ")
            .endsWith("`; nothing of it was written");
        assertThat(server.core.engine().pending()).isZero();
      }
      assertThat(head()).isEqualTo(before);
    }

    // doctor finds that run and no other
    assertThat(examined(where))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.why()).isEqualTo(BugRefusal.RUN_HITS_BUG);
              assertThat(found.facts().values()).containsEntry("run", BAD.toString());
              assertThat(found.hint())
                  .isEqualTo(
                      "`continuo quarantine "
                          + BAD
                          + " --reason TEXT` lets the other runs go on without this one;"
                          + " `continuo doctor` says whether they can");
            });

    // an administrator sets it aside, and the others go on to their end
    isolation(where).set(BAD, "stops the server", "ada");
    assertThat(examined(where)).isEmpty();
    try (var server = new Served(store(), where).started().finished()) {
      assertThat(server.state(GOOD)).isEqualTo("succeeded");
      assertThat(server.state(LATE)).isEqualTo("succeeded");
      assertThat(server.state(BAD)).isNotEqualTo("succeeded");
      var refused = (Outcome.Refused) server.told(new RunCommand.Cancel(BAD, "x"));
      assertThat(refused.decision().text())
          .isEqualTo(
              "run `" + BAD + "`: in quarantine since 2027-01-01T00:00:00Z: stops the server");
      assertThat(refused.decision().hint())
          .isEqualTo(
              "once the bug is repaired, stop the server and use `continuo quarantine "
                  + BAD
                  + " --lift`");
    }

    // a replay makes the same rows, with the bug still there
    var rebuild = new Rebuild(store(), () -> Planted.rebuilding(where));
    assertThat(rebuild.verify()).isEmpty();
    rebuild.run();
    assertThat(rebuild.verify()).isEmpty();

    // a version without the bug takes it up again
    isolation(Where.NOWHERE).lift(BAD, "ada");
    try (var server = new Served(store(), Where.NOWHERE).started().finished()) {
      assertThat(server.state(BAD)).isEqualTo(where == Where.WAKE ? "cancelled" : "succeeded");
    }
    assertThat(new Rebuild(store(), () -> Planted.rebuilding(Where.NOWHERE)).verify()).isEmpty();
  }

  /** Its row is due, and the step that wakes it is the bad one. */
  private void cancelledInHaste() {
    var core = Planted.core(Where.NOWHERE);
    try (var journal = SqliteJournal.open(store(), core.codec(), core.tables())) {
      var host = new Host(core, journal);
      host.decide(new RunCommand.Cancel(BAD, "no more"), Optional.empty());
      host.append();
    }
  }

  @Test
  void a_row_that_cannot_be_read_is_named_and_its_run_set_aside() throws Exception {
    damage("replace(body, '\"is\":\"pending\"', '\"is\":\"unheard\"')");
    var says =
        "row `task "
            + BAD.task(0)
            + "` of run `"
            + BAD
            + "`: cannot be read, found an unknown `is` of `unheard`,"
            + " must be what this program wrote";

    try (var server = new Served(store(), Where.NOWHERE)) {
      assertThat(catchThrowableOfType(StoreRefused.class, server::started)).hasMessage(says);
    }
    assertThat(examined(Where.NOWHERE))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.text()).isEqualTo(says);
              assertThat(found.hint())
                  .isEqualTo(
                      "`continuo rebuild` makes the rows of the log again; `continuo quarantine "
                          + BAD
                          + " --reason TEXT` lets the other runs go on without this one");
            });
    assertTheOthersGoOnWithoutIt();
  }

  /** A row that says that it is another run's: what fails names a run that is not there. */
  @Test
  void a_bug_that_names_no_run_is_found_by_leaving_runs_out() throws Exception {
    damage("replace(body, '" + BAD.task(0) + "', '" + new RunId(9).task(0) + "')");

    try (var server = new Served(store(), Where.NOWHERE)) {
      var bug = catchThrowableOfType(StepBug.class, server::started);
      assertThat(BugRefusal.of(bug).text()).contains("a bug stops");
    }
    assertThat(examined(Where.NOWHERE))
        .singleElement()
        .satisfies(
            found -> assertThat(found.facts().values()).containsEntry("run", BAD.toString()));
    assertTheOthersGoOnWithoutIt();
  }

  private void assertTheOthersGoOnWithoutIt() {
    isolation(Where.NOWHERE).set(BAD, "damaged", "ada");
    assertThat(examined(Where.NOWHERE)).isEmpty();
    try (var server = new Served(store(), Where.NOWHERE).started().finished()) {
      assertThat(server.state(GOOD)).isEqualTo("succeeded");
      assertThat(server.state(LATE)).isEqualTo("succeeded");
    }
  }

  private void damage(String body) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store());
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("UPDATE task SET body = " + body + " WHERE name = 'bad'"))
          .isEqualTo(1);
    }
  }

  @Test
  void a_quarantine_is_recorded_listed_and_refused_twice() {
    isolation(Where.DECIDE).set(BAD, "stops the server", "ada");

    assertThat(isolation(Where.DECIDE).all())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.run()).isEqualTo(BAD);
              assertThat(each.reason()).isEqualTo("stops the server");
              assertThat(each.by()).isEqualTo("ada");
              assertThat(each.since()).isEqualTo(NOW);
            });
    assertThat(refused(() -> isolation(Where.DECIDE).set(BAD, "again", "ada")))
        .hasMessage(
            "run `"
                + BAD
                + "`: already in quarantine since 2027-01-01T00:00:00Z: stops the server");
    assertThat(refused(() -> isolation(Where.DECIDE).lift(GOOD, "ada")))
        .hasMessage("run `" + GOOD + "`: not in quarantine");
    assertThat(refused(() -> isolation(Where.DECIDE).set(new RunId(9), "x", "ada")))
        .hasMessage("run `" + new RunId(9) + "`: not found");
    isolation(Where.DECIDE).lift(BAD, "ada");
    assertThat(isolation(Where.DECIDE).all()).isEmpty();

    var core = Planted.core(Where.NOWHERE);
    try (var journal = SqliteJournal.open(store(), core.codec(), core.tables())) {
      assertThat(journal.reader().events(BAD, 0, 100))
          .filteredOn(event -> event.actor().name().equals("ada"))
          .extracting(event -> core.codec().type(event.event()), event -> event.actor().kind())
          .extracting(Object::toString)
          .containsSequence(
              "(\"quarantine.set\", ADMINISTRATOR)", "(\"quarantine.lifted\", ADMINISTRATOR)");
    }
  }

  private static OperatorError refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    return catchThrowableOfType(OperatorError.class, act);
  }
}
