package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(View.class)
final class StopTest extends WorkshopFixture {

  private static final Duration LONG = Duration.ofMinutes(10);

  @Test
  void a_command_that_heeds_the_request_ends_by_its_own_code() {
    var turn =
        shop.launch(
            "heeds", "trap 'exit 7' TERM; echo $$ >pid; while :; do sleep 600 & wait; done");
    shop.pid("pid");

    shop.worker.stop(turn, LONG);

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(7));
  }

  @Test
  void a_command_that_ignores_the_request_is_killed_after_the_grace() {
    var turn = shop.launch("ignores", "trap '' TERM; echo $$ >pid; while :; do sleep 600; done");
    shop.pid("pid");

    shop.worker.stop(turn, Duration.ofMillis(200));

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Signalled(9));
  }

  @Test
  void a_second_stop_can_shorten_the_grace() {
    var turn = shop.launch("shortened", "trap '' TERM; echo $$ >pid; while :; do sleep 600; done");
    shop.pid("pid");
    shop.worker.stop(turn, LONG);

    shop.worker.stop(turn, Duration.ZERO);

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Signalled(9));
  }

  @Test
  void a_frozen_turn_stands_still_goes_on_when_thawed_and_reacts_to_a_stop_while_frozen() {
    var turn =
        shop.launch(
            "frozen",
            "trap 'exit 8' TERM; sleep 600 & echo $! >child; echo $$ >pid; while :; do wait; done");
    long pid = shop.pid("pid");
    long child = shop.pid("child");

    shop.worker.freeze(turn);
    Reports.await(() -> isStopped(pid) && isStopped(child), "a frozen tree");
    shop.worker.thaw(turn);
    Reports.await(() -> !isStopped(pid) && !isStopped(child), "a thawed tree");
    shop.worker.freeze(turn);
    Reports.await(() -> isStopped(pid), "a frozen tree");
    shop.worker.stop(turn, LONG);

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(8));
  }

  @Test
  void a_freeze_right_behind_the_launch_holds_the_turn_whoever_was_quicker() {
    for (int i = 0; i < 5; i++) {
      var turn = shop.launch("early-" + i, "exec sleep 600");
      shop.worker.freeze(turn);

      long pid = shop.reports.await(turn, Report.Launched.class).process().pid();

      Reports.await(() -> isStopped(pid), "a frozen process");
    }
  }

  private boolean isStopped(long pid) {
    return view.processes().seen(pid).orElseThrow().stopped();
  }

  @Test
  void the_kill_after_the_grace_reaches_grandchildren_with_a_session_of_their_own() {
    var turn =
        shop.launch(
            "grandchild",
            "setsid sh -c 'trap \"\" TERM; echo $$ >grandchild; while :; do sleep 600; done' & trap '' TERM; wait; wait");
    long grandchild = shop.pid("grandchild");

    shop.worker.stop(turn, Duration.ofMillis(200));

    shop.reports.exit(turn);
    Workshop.awaitDeath(grandchild);
  }

  @Test
  void a_stop_after_the_end_changes_nothing() {
    var turn = shop.launch("ended", "exit 5");
    shop.reports.exit(turn);

    shop.worker.stop(turn, Duration.ZERO);
    shop.worker.sweep(turn);
    shop.reports.await(turn, Report.Swept.class);

    assertThat(shop.reports.of(turn, Report.Exited.class)).hasSize(1);
  }
}
