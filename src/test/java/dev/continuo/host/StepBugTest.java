package dev.continuo.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Effect;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Event;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Home;
import dev.continuo.engine.Moment;
import dev.continuo.engine.QuarantineCommand;
import dev.continuo.engine.QuarantineRefusal;
import dev.continuo.engine.Reply;
import dev.continuo.engine.Row;
import dev.continuo.engine.Schema;
import dev.continuo.engine.StepBug;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.host.Submission.Patience;
import dev.continuo.journal.MemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of commands, reports and the batch when a step hits a bug. */
class StepBugTest {
  private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

  private sealed interface Ask extends Command {
    record Note(Home home) implements Ask {}

    /** Fails while the feature is out of order. */
    record Frail(Home home) implements Ask {}

    /** Fails in a watch. */
    record Shock(Home home) implements Ask {}

    /** Makes a row that cannot say what it wants. */
    record Confuse(Home home) implements Ask {}

    record Overflow(Home home) implements Ask {}

    record Wake(Home home) implements Ask {}
  }

  private sealed interface Noted extends Event {
    record Once(Home home) implements Noted {}

    record Shocked(Home home) implements Noted {}

    record Confused(Home home) implements Noted {}
  }

  private record Sum(int value) implements Row {
    @Override
    public boolean live() {
      return true;
    }

    @Override
    public List<Effect> wants() {
      if (value < -1) {
        throw new IllegalStateException("bug: wants nothing that there is");
      }
      return List.of();
    }
  }

  private static final class Frailty implements Feature<Ask, Noted> {
    final Table<Home, Sum> sums;
    boolean broken = true;

    Frailty(Tables tables) {
      sums = tables.create(new Schema<>("sum", Home.class, Sum.class, Home::number, Ask.Wake::new));
      sums.watch(
          (_, _, after) -> {
            if (after != null && after.value() == -1) {
              throw new IllegalStateException("bug: no watch can bear it");
            }
          });
    }

    int sum(long home) {
      var sum = sums.get(new Home(home));
      return sum == null ? 0 : sum.value();
    }

    @Override
    public Class<Ask> commands() {
      return Ask.class;
    }

    @Override
    public Class<Noted> events() {
      return Noted.class;
    }

    @Override
    public Decision decide(Ask command, Moment at) {
      return switch (command) {
        case Ask.Note(var home) -> Decision.accept(new Noted.Once(home));
        case Ask.Frail(var home) -> {
          if (broken) {
            throw new ArithmeticException("out of order");
          }
          yield Decision.accept(new Noted.Once(home));
        }
        case Ask.Shock(var home) -> Decision.accept(new Noted.Shocked(home));
        case Ask.Confuse(var home) -> Decision.accept(new Noted.Confused(home));
        case Ask.Overflow _ -> throw new StackOverflowError();
        case Ask.Wake _ -> Decision.accept();
      };
    }

    @Override
    public void apply(Noted event, Instant when) {
      switch (event) {
        case Noted.Once(var home) -> sums.put(home, new Sum(sum(home.number()) + 1));
        case Noted.Shocked(var home) -> sums.put(home, new Sum(-1));
        case Noted.Confused(var home) -> sums.put(home, new Sum(-2));
      }
    }
  }

  /** What the loop says to the outside. */
  private static final class Heard implements Outside {
    final List<String> kept = new ArrayList<>();

    @Override
    public void release(List<Effect> effects) {}

    @Override
    public void committed(Batch batch) {}

    @Override
    public void kept(Command report, RuntimeException bug) {
      kept.add(bug.getMessage());
    }
  }

  private final Tables tables = new Tables();
  private final Frailty frailty = new Frailty(tables);
  private final Engine engine = new Engine(tables, List.of(frailty));
  private final MemoryJournal journal = new MemoryJournal(tables);
  private final Heard heard = new Heard();
  private Duration awake = Duration.ofSeconds(1);
  private final Loop loop =
      new Loop(tables, engine, journal, () -> new Moment(BEGIN, awake, 1), heard);

  private List<Outcome> offer(Command command, Patience patience) {
    var told = new ArrayList<Outcome>();
    loop.offer(new Submission(command, Caller.ENGINE, patience, told::add));
    return told;
  }

  private void settle() {
    while (loop.step()) {
      assertThat(journal.head().sequence()).isLessThan(1_000);
    }
  }

  private static Home home(long number) {
    return new Home(number);
  }

  @Test
  void a_request_that_hits_a_bug_is_told_so_and_the_others_go_on() {
    loop.start();
    var before = offer(new Ask.Note(home(1)), Patience.REFUSE);
    var hit = offer(new Ask.Frail(home(1)), Patience.REFUSE);
    var after = offer(new Ask.Note(home(1)), Patience.REFUSE);

    settle();

    assertThat(hit)
        .containsExactly(
            new Outcome.Broken(
                "bug: command `Frail 1` after event 1: ArithmeticException: out of order"));
    assertThat(before).containsExactly(new Outcome.Accepted(Reply.DONE, 1));
    assertThat(after).containsExactly(new Outcome.Accepted(Reply.DONE, 2));
    assertThat(heard.kept).isEmpty();
  }

  @Test
  void a_report_that_hits_a_bug_is_kept_handed_in_again_and_told_once() {
    loop.start();
    var told = offer(new Ask.Frail(home(1)), Patience.KEEP);
    settle();
    assertThat(told).isEmpty();
    assertThat(loop.idleFor()).contains(BrokenReports.AGAIN_FIRST);

    awake = awake.plus(BrokenReports.AGAIN_FIRST);
    settle();
    assertThat(told).isEmpty();
    assertThat(loop.idleFor()).contains(BrokenReports.AGAIN_FIRST.multipliedBy(2));
    assertThat(heard.kept)
        .containsExactly("bug: command `Frail 1`: ArithmeticException: out of order");

    frailty.broken = false;
    settle();
    assertThat(told).as("its time has not come").isEmpty();
    awake = awake.plus(BrokenReports.AGAIN_FIRST.multipliedBy(2));
    settle();
    assertThat(told).containsExactly(new Outcome.Accepted(Reply.DONE, 1));
    assertThat(loop.idleFor()).isEmpty();
  }

  @Test
  void between_two_attempts_of_a_report_there_are_five_minutes_at_most() {
    loop.start();
    offer(new Ask.Frail(home(1)), Patience.KEEP);
    for (int i = 0; i < 20; i++) {
      settle();
      awake = awake.plus(BrokenReports.AGAIN_MAX);
    }
    settle();
    assertThat(BrokenReports.AGAIN_MAX).isEqualTo(Duration.ofMinutes(5));
    assertThat(loop.idleFor()).contains(BrokenReports.AGAIN_MAX);
  }

  @Test
  void reports_that_hit_a_bug_at_the_start_do_not_hold_it_up() {
    loop.start();
    var bad = offer(new Ask.Frail(home(1)), Patience.KEEP);
    var good = offer(new Ask.Note(home(1)), Patience.KEEP);

    loop.catchUp();

    assertThat(bad).isEmpty();
    assertThat(good).containsExactly(new Outcome.Accepted(Reply.DONE, 1));
  }

  @Test
  void an_error_of_the_machine_ends_the_batch_and_names_the_command() {
    loop.start();
    var before = offer(new Ask.Note(home(1)), Patience.REFUSE);
    var hit = offer(new Ask.Overflow(home(2)), Patience.REFUSE);

    var bug = catchThrowableOfType(StepBug.class, loop::step);

    assertThat(bug).hasMessage("bug: command `Overflow 2` after event 1: StackOverflowError");
    assertThat(hit).containsExactly(new Outcome.Broken(String.valueOf(bug.getMessage())));
    assertThat(before).containsExactly(new Outcome.Unavailable("the server hit a bug and stops"));
    assertThat(journal.head().sequence()).isZero();
    assertThat(frailty.sum(1)).isZero();
  }

  @Test
  void a_bug_in_a_watch_leaves_no_row_behind_and_the_engine_does_not_go_on() {
    loop.start();
    offer(new Ask.Note(home(1)), Patience.REFUSE);
    settle();
    offer(new Ask.Shock(home(1)), Patience.REFUSE);

    var bug = catchThrowableOfType(StepBug.class, loop::step);

    assertThat(bug.home()).isEqualTo(1);
    assertThat(bug.survivable()).isFalse();
    assertThat(bug)
        .hasMessage("bug: command `Shock 1` at `Shocked 1` after event 1: no watch can bear it");
    assertThat(frailty.sum(1)).isEqualTo(1);
    assertThat(journal.head().sequence()).isEqualTo(1);
  }

  @Test
  void a_row_that_cannot_say_what_it_wants_is_never_written() {
    loop.start();
    var told = offer(new Ask.Confuse(home(3)), Patience.REFUSE);

    var bug = catchThrowableOfType(StepBug.class, loop::step);

    assertThat(bug).hasMessage("bug: row `sum 3`: wants nothing that there is");
    assertThat(bug.home()).isEqualTo(3);
    assertThat(told).containsExactly(new Outcome.Unavailable("the server hit a bug and stops"));
    assertThat(journal.head().sequence()).isZero();
    assertThat(frailty.sum(3)).isZero();
  }

  @Test
  void a_run_that_is_set_aside_leaves_memory_and_is_never_loaded() {
    loop.start();
    offer(new Ask.Note(home(1)), Patience.REFUSE);
    offer(new Ask.Note(home(2)), Patience.REFUSE);
    settle();

    offer(new QuarantineCommand.Set(home(1), "r-1", "it is bad", "ada"), Patience.REFUSE);
    settle();

    var refused = offer(new Ask.Note(home(1)), Patience.REFUSE);
    var accepted = offer(new Ask.Note(home(2)), Patience.REFUSE);
    settle();
    assertThat(refused)
        .singleElement()
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            it -> {
              assertThat(it.decision().why()).isEqualTo(QuarantineRefusal.RUN_QUARANTINED);
              assertThat(it.decision().text())
                  .isEqualTo("run `r-1`: in quarantine since 2030-01-01T00:00:00Z: it is bad");
            });
    assertThat(accepted).containsExactly(new Outcome.Accepted(Reply.DONE, 4));
    assertThat(tables.barred()).containsExactly(1L);
  }
}
