package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(View.class)
final class SweepTest extends WorkshopFixture {

  private int sweptAfterExit(TurnId turn) {
    shop.reports.exit(turn);
    shop.worker.sweep(turn);
    return shop.reports.await(turn, Report.Swept.class).killed();
  }

  @Test
  void a_turn_that_left_nothing_is_swept_with_no_kill() {
    assertThat(sweptAfterExit(shop.launch("clean", "true"))).isZero();
  }

  @Test
  void a_process_that_left_its_session_and_its_parent_is_found_by_its_marker() {
    var turn =
        shop.launch(
            "daemon",
            "(setsid sh -c 'echo $$ >pid; exec sleep 600' &); until [ -s pid ]; do :; done");

    assertThat(sweptAfterExit(turn)).isEqualTo(1);
    assertThat(Workshop.lives(shop.pid("pid"))).isFalse();
  }

  @Test
  void a_process_that_cleared_its_environment_is_found_by_its_session() {
    var turn =
        shop.launch(
            "cleared",
            "env -i sh -c 'echo $$ >pid; exec sleep 600' & until [ -s pid ]; do :; done");

    assertThat(sweptAfterExit(turn)).isEqualTo(1);
    assertThat(Workshop.lives(shop.pid("pid"))).isFalse();
  }

  @Test
  void a_process_that_left_session_and_environment_is_remembered_from_when_its_parent_lived() {
    var turn =
        shop.launch(
            "escaped",
            "setsid env -i sh -c 'echo $$ >pid; exec sleep 600' & mkfifo go; echo go >go");
    long pid = shop.pid("pid");
    // A freeze looks at the tree, as every look of the worker does.
    shop.worker.freeze(turn);
    Reports.await(() -> view.processes().seen(pid).orElseThrow().stopped(), "a frozen tree");
    shop.worker.thaw(turn);
    Workshop.kill(shop.reports.await(turn, Report.Launched.class).process().pid());

    assertThat(sweptAfterExit(turn)).isEqualTo(1);
    assertThat(Workshop.lives(pid)).isFalse();
  }

  @Test
  void a_sweep_of_a_running_turn_ends_it_and_is_told_after_the_exit() {
    var turn =
        shop.launch("running", "trap '' TERM; sleep 600 & sleep 600 & echo $$ >pid; wait; wait");
    shop.pid("pid");

    shop.worker.sweep(turn);
    shop.reports.await(turn, Report.Swept.class);

    assertThat(shop.reports.of(turn))
        .extracting(it -> it.getClass().getSimpleName())
        .containsExactly("Launched", "Exited", "Swept");
  }

  @Test
  void a_turn_that_nobody_knows_is_swept_at_once() {
    var turn = shop.turn("unknown");

    shop.worker.sweep(turn);

    assertThat(shop.reports.await(turn, Report.Swept.class).killed()).isZero();
    assertThat(shop.files.listed()).isEmpty();
  }

  @Test
  void another_turn_and_its_shim_are_left_alone() {
    var bystander = shop.launch("bystander", "echo $$ >bystander; exec sleep 600");
    long pid = shop.pid("bystander");
    shop.reports.await(bystander, Report.Launched.class);
    var turn = shop.launch("leaver", "(setsid sleep 600 &); exit 0");

    sweptAfterExit(turn);

    assertThat(Workshop.lives(pid)).isTrue();
    assertThat(Workshop.lives(shop.shim(bystander))).isTrue();
  }
}
