package dev.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.continuo.Features;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.engine.Actor;
import dev.continuo.engine.Batch;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Request;
import dev.continuo.engine.RetentionEvent;
import dev.continuo.host.Commits;
import dev.continuo.host.Loop;
import dev.continuo.host.LoopThread;
import dev.continuo.host.Outcome;
import dev.continuo.host.Outside;
import dev.continuo.journal.Journal;
import dev.continuo.journal.Plans;
import dev.continuo.journal.RowQuery;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.columns.RequestColumns;
import dev.continuo.journal.columns.RunColumns;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.journal.sqlite.SqliteJournal;
import dev.continuo.run.RunCommand;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect.Desired;
import dev.continuo.task.TaskEffect.Keep;
import dev.continuo.task.TaskId;
import dev.continuo.upkeep.Clearing;
import dev.continuo.upkeep.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Months of a server, with the real loop, store and housekeeping, on a clock that the test moves.
 */
class HousekeepingTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int OUTPUT_BYTES = 1000;
  private static final int DAYS = 120;
  private static final int REQUESTS = 100;

  /** The first run's turn does not end before the test says so. */
  private static final long ENDLESS = 1;

  @TempDir private Path home;
  private final Features features = Features.create();
  private final Commits commits = new Commits();
  private volatile Duration passed = Duration.ZERO;
  private final Engine engine = features.engine();
  private final Codec codec = Codecs.of(features, engine);
  private SqliteJournal journal;
  private LoopThread thread;
  private Clearing clearing;

  @BeforeEach
  void open() {
    journal = SqliteJournal.open(home.resolve("store.db"), codec, features.tables());
    clearing = new Clearing(home, codec);
    var loop =
        new Loop(
            features.tables(), engine, journal, () -> new Moment(now(), passed, 0), new Turns());
    thread =
        new LoopThread(
            loop,
            bug -> {
              throw new AssertionError(bug);
            });
    loop.start();
    thread.start();
  }

  @AfterEach
  void close() {
    thread.close();
    journal.close();
  }

  private Instant now() {
    return START.plus(passed);
  }

  private Housekeeping housekeeping(Retention retention) {
    return new Housekeeping(journal, thread, clearing, retention, this::now);
  }

  /** Each turn writes its output and ends, but those of runs that are to go on. */
  private final class Turns implements Outside {
    @Override
    public void release(List<Effect> effects) {
      for (var effect : effects) {
        if (effect instanceof Keep(var turn, var desired) && desired == Desired.SWEPT) {
          thread.report(new TaskCommand.ConfirmSweep(turn), _ -> {});
        } else if (effect instanceof Keep(var turn, var desired) && desired == Desired.RUNNING) {
          write(turn.toString());
          if (!endless(turn.task())) {
            thread.report(new TaskCommand.EndTurn(turn, Plans.CLEAN), _ -> {});
          }
        }
      }
    }

    @Override
    public void committed(Batch batch) {
      commits.advance(batch.events().getLast().sequence());
    }
  }

  private static boolean endless(TaskId task) {
    return task.run().number() == ENDLESS;
  }

  private void write(String turn) {
    try {
      var folder = Files.createDirectories(home.resolve("worker/turns").resolve(turn));
      Files.writeString(folder.resolve("output.log"), "x".repeat(OUTPUT_BYTES));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private RunId submit(String name) throws InterruptedException {
    var outcome =
        thread.submit(Plans.of(name, 1), Caller.ENGINE).orTimeout(60, TimeUnit.SECONDS).join();
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    var id = thread.inspect(() -> features.tables().highestHome()).join();
    var run = new RunId(id);
    if (id != ENDLESS) {
      awaitEnd(run);
    }
    return run;
  }

  private void awaitEnd(RunId run) throws InterruptedException {
    var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    var seen = 0L;
    while (!over(run)) {
      assertThat(System.nanoTime()).as("run %s ends in time", run).isLessThan(until);
      seen = commits.awaitAfter(seen, Duration.ofMillis(50));
    }
  }

  private boolean over(RunId run) {
    return journal.reader().run(run).filter(it -> !it.live()).isPresent()
        && journal.reader().tasks(run, 0, 10).stream().noneMatch(task -> task.live());
  }

  /** The runs that have outputs. */
  private SortedSet<Long> withOutputs() throws IOException {
    var runs = new TreeSet<Long>();
    try (var turns = Files.list(home.resolve("worker/turns"))) {
      turns
          .map(turn -> String.valueOf(turn.getFileName()))
          .map(name -> TaskId.parse(name.substring(0, name.indexOf('.'))).orElseThrow())
          .forEach(task -> runs.add(task.run().number()));
    }
    return runs;
  }

  /** A run a day, four rounds a day. */
  private void live(Housekeeping housekeeping, int days) throws InterruptedException {
    for (int day = 0; day < days; day++) {
      submit("day-" + day);
      for (int round = 0; round < 4; round++) {
        passed = passed.plus(Housekeeping.EVERY);
        housekeeping.round();
      }
    }
  }

  @Test
  void four_months_leave_a_month_of_outputs_and_of_events_and_nothing_lost() throws Exception {
    try (var housekeeping = housekeeping(Retention.USUAL)) {
      live(housekeeping, 1); // the run that never ends holds up the archive, but no outputs
      live(housekeeping, DAYS / 2);
      assertThat(journal.floor()).isZero();
      assertThat(withOutputs()).contains(ENDLESS).hasSize(1 + 30);

      thread.submit(new RunCommand.Cancel(new RunId(ENDLESS), "enough"), Caller.ENGINE).join();
      endIt();
      live(housekeeping, DAYS / 2);
    }

    var last = thread.inspect(() -> features.tables().highestHome()).join();
    assertThat(withOutputs()).hasSize(30).last().isEqualTo(last);
    var floor = journal.floor();
    var oldest = journal.events(floor, 1).getFirst();
    assertThat(Duration.between(oldest.wall(), now()))
        .isBetween(Duration.ofDays(29), Duration.ofDays(31));
    assertThat(journal.reader().rows(RowQuery.of(RunColumns.COLUMNS)).rows()).hasSize(1 + DAYS);
    assertThat(parts())
        .isSortedAccordingTo(java.util.Comparator.naturalOrder())
        .hasSizeGreaterThan(20);
    assertThat(verified()).isEmpty();
  }

  /** The turn of the run that never ends is stopped. */
  private void endIt() throws InterruptedException {
    var task = new RunId(ENDLESS).task(0);
    var turn = journal.reader().task(task).orElseThrow().turn().orElseThrow().id();
    thread.report(new TaskCommand.EndTurn(turn, Plans.CLEAN), _ -> {});
    awaitEnd(new RunId(ENDLESS));
  }

  /** The first event of each file of the archive. */
  private List<Long> parts() throws IOException {
    var firsts = new TreeSet<Long>();
    try (var files = Files.list(home.resolve("archive"))) {
      files.forEach(
          file -> firsts.add(Long.parseLong(String.valueOf(file.getFileName()).split("-", -1)[1])));
    }
    return new ArrayList<>(firsts);
  }

  private Optional<Rebuild.Difference> verified() {
    thread.close();
    journal.close();
    return new Rebuild(home.resolve("store.db"), StoreUpkeep::core).verify();
  }

  @Test
  void requests_leave_the_store_after_a_day_however_many_there_are() throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      var key = new Caller.Key("key-" + i, "hash");
      var by = new Caller(Actor.ENGINE, Optional.of(key));
      thread.submit(new DispatchCommand.SetLimit("attempts", i % 5), by).join();
    }
    var requests = RowQuery.of(RequestColumns.COLUMNS);
    try (var housekeeping = housekeeping(Retention.USUAL)) {
      housekeeping.round();
      assertThat(journal.reader().rows(requests).rows()).hasSize(REQUESTS);

      passed = passed.plus(Request.KEPT);
      housekeeping.round();
    }

    assertThat(journal.reader().rows(requests).rows()).isEmpty();
    assertThat(journal.events(REQUESTS * 2, 1000))
        .extracting(Recorded::event)
        .hasSize((REQUESTS + 15) / 16)
        .allMatch(RetentionEvent.Forgotten.class::isInstance);
    assertThat(verified()).isEmpty();
  }

  @Test
  void of_many_outputs_the_oldest_go_long_before_their_time() throws Exception {
    var ten = new Retention(Duration.ofDays(30), 10, Long.MAX_VALUE);
    try (var housekeeping = housekeeping(ten)) {
      live(housekeeping, 20);
      assertThat(withOutputs()).contains(ENDLESS).hasSize(1 + 10).contains(20L, 11L);
    }
    var large = new Retention(Duration.ofDays(30), Integer.MAX_VALUE, 5 * OUTPUT_BYTES);
    try (var housekeeping = housekeeping(large)) {
      live(housekeeping, 1);
      assertThat(withOutputs()).contains(ENDLESS).hasSize(1 + 5).contains(21L, 17L);
    }
  }

  @Test
  void what_fails_between_two_steps_is_told_to_who_asked_and_the_engine_goes_on() throws Exception {
    var failed =
        thread.inspect(
            () -> {
              throw new Journal.Unavailable("the disk is full", new IOException("full"));
            });

    assertThat(failed).failsWithin(Duration.ofSeconds(60));
    submit("still served");
  }

  @Test
  void a_bug_in_a_round_does_not_end_those_to_come() throws Exception {
    Supplier<Instant> broken =
        () -> {
          throw new IllegalStateException("bug: no time");
        };
    try (var housekeeping =
        new Housekeeping(journal, thread, clearing, Retention.USUAL, broken::get)) {
      assertThatCode(housekeeping::round).doesNotThrowAnyException();
    }
  }

  @Test
  void a_round_that_fails_leaves_the_engine_serving_and_the_next_one_does_its_work()
      throws Exception {
    try (var housekeeping = housekeeping(Retention.USUAL)) {
      submit("endless");
      endIt();
      submit("done");
      passed = passed.plus(Duration.ofDays(31));
      var blocked = Files.writeString(home.resolve("archive"), "no folder");

      housekeeping.round();
      assertThat(journal.floor()).isZero();
      submit("still served");

      Files.delete(blocked);
      housekeeping.round();
      assertThat(journal.floor()).isPositive();
    }
  }
}
