package dev.continuo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kernel with a feature that only counts. */
class EngineTest {
  private sealed interface Count extends Command {
    record Up(int times) implements Count {}

    record Echo(int left) implements Count {}

    record Bad() implements Count {}

    record BadFollows() implements Count {}
  }

  private sealed interface Counted extends Event {
    record Once() implements Counted {}

    record Echoed(int left) implements Counted {}
  }

  private record Sum(int value) implements Row {}

  private enum No implements Refusal {
    NO;

    @Override
    public String code() {
      return "no";
    }

    @Override
    public String says() {
      return "no";
    }

    @Override
    public String hint() {
      return "";
    }
  }

  private static final class Counter implements Feature<Count, Counted> {
    final Table<String, Sum> sums;

    Counter(Tables tables) {
      sums =
          tables.create(
              new Schema<>(
                  "sum", String.class, Sum.class, _ -> Schema.EVERYWHERE, _ -> new Count.Up(1)));
    }

    int sum() {
      var sum = sums.get("all");
      return sum == null ? 0 : sum.value();
    }

    @Override
    public Class<Count> commands() {
      return Count.class;
    }

    @Override
    public Class<Counted> events() {
      return Counted.class;
    }

    @Override
    public Decision decide(Count command, Moment at) {
      return switch (command) {
        case Count.Up(var times) -> Decision.accept(Collections.nCopies(times, new Counted.Once()));
        case Count.Echo(var left) -> Decision.accept(new Counted.Echoed(left));
        case Count.Bad _ -> Decision.refuse(No.NO, Facts.NONE);
        case Count.BadFollows _ -> Decision.accept(new Counted.Once()).then(new Count.Bad());
      };
    }

    @Override
    public void apply(Counted event, Instant when) {
      sums.put("all", new Sum(sum() + 1));
    }

    @Override
    public void react(Reactions on) {
      on.on(
          Counted.Echoed.class,
          event -> event.left() > 0 ? List.of(new Count.Echo(event.left() - 1)) : List.of());
    }
  }

  private final Tables tables = new Tables();
  private final Counter counter = new Counter(tables);
  private final Engine engine = new Engine(tables, List.of(counter));
  private static final Moment AT = new Moment(Instant.EPOCH, Duration.ZERO, 0);

  private Answer handle(Command command) {
    return engine.handle(command, Caller.ENGINE, AT);
  }

  @Test
  void a_decision_has_1000_events_and_not_one_more() {
    assertThat(Engine.DECISION_EVENTS_MAX).isEqualTo(1_000);
    handle(new Count.Up(999));
    handle(new Count.Up(1_000));
    assertThatExceptionOfType(StepBug.class)
        .isThrownBy(() -> handle(new Count.Up(1_001)))
        .withMessage("bug: command `Up` after event 1999: 1001 events from Up[times=1001]");
    assertThat(counter.sum()).isEqualTo(1_999);
    assertThat(engine.head()).isEqualTo(1_999);
  }

  @Test
  void a_step_has_4000_events_and_not_one_more() {
    assertThat(Engine.STEP_EVENTS_MAX).isEqualTo(4_000);
    handle(new Count.Echo(3_999));
    assertThat(counter.sum()).isEqualTo(4_000);
    assertThatExceptionOfType(StepBug.class)
        .isThrownBy(() -> handle(new Count.Echo(4_000)))
        .withMessageEndingWith("leads to too many events");
    assertThat(counter.sum()).isEqualTo(4_000);
    assertThat(engine.pending()).isEqualTo(4_000);
  }

  @Test
  void a_refused_command_leaves_nothing_behind() {
    assertThat(handle(new Count.Bad())).isInstanceOf(Answer.Refused.class);
    assertThat(engine.pending()).isZero();
  }

  @Test
  void a_refusal_of_what_follows_is_a_bug_and_undoes_the_whole_step() {
    assertThatExceptionOfType(StepBug.class)
        .isThrownBy(() -> handle(new Count.BadFollows()))
        .withMessageStartingWith("bug: command `BadFollows` at `Bad`: Bad[] followed from BadFollows[]");
    assertThat(counter.sum()).isZero();
    assertThat(engine.head()).isZero();
  }

  @Test
  void undo_takes_back_all_that_was_not_committed() {
    handle(new Count.Up(2));
    engine.committed();
    handle(new Count.Up(3));

    engine.undo();

    assertThat(counter.sum()).isEqualTo(2);
    assertThat(engine.head()).isEqualTo(2);
    assertThat(engine.batch().isEmpty()).isTrue();
  }

  @Test
  void causes_lead_from_event_to_event() {
    handle(new Count.Echo(2));
    assertThat(engine.batch().events()).extracting(Recorded::cause).containsExactly(0L, 1L, 2L);
    assertThat(engine.batch().events()).extracting(Recorded::sequence).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_command_that_nobody_owns_is_a_bug() {
    record Stray() implements Command {}
    assertThatExceptionOfType(StepBug.class)
        .isThrownBy(() -> handle(new Stray()))
        .withMessageStartingWith("bug: command `Stray`: nobody owns");
  }
}
