package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(View.class)
final class ClaimTest extends WorkshopFixture {

  @Test
  void a_turn_that_is_launched_twice_runs_once() {
    var order = shop.script("twice", "echo x >>ran");
    shop.launch(order);
    shop.launch(order);
    shop.reports.exit(order.turn());

    shop.launch(order);
    shop.launch(shop.script("after", "true"));
    shop.reports.exit(shop.turn("after"));

    assertThat(shop.read("ran")).isEqualTo("x\n");
    assertThat(shop.reports.of(order.turn(), Report.Exited.class)).hasSize(1);
  }

  @Test
  void two_workers_on_one_folder_run_each_turn_once() throws IOException {
    var others = new Reports();
    var other = shop.another(others);
    var turns = new ArrayList<TurnId>();
    for (int i = 0; i < 20; i++) {
      var order = shop.script("shared-" + i, "echo x >>ran-" + i);
      turns.add(shop.launch(order));
      other.launch(order);
    }

    turns.forEach(shop.reports::exit);
    turns.forEach(others::exit);

    for (int i = 0; i < 20; i++) {
      assertThat(shop.read("ran-" + i)).isEqualTo("x\n");
    }
  }

  @Test
  void a_turn_that_was_settled_and_swept_is_told_again_and_does_not_run_again() {
    var order = shop.script("old", "echo x >>ran; exit 4");
    shop.launch(order);
    shop.reports.exit(order.turn());
    shop.worker.settled(order.turn());
    shop.worker.sweep(order.turn());
    shop.reports.await(order.turn(), Report.Swept.class);

    shop.launch(order);
    Reports.await(
        () -> shop.reports.of(order.turn(), Report.Exited.class).size() == 2, "a second telling");

    assertThat(shop.reports.of(order.turn(), Report.Exited.class))
        .allSatisfy(it -> assertThat(it.exit().outcome()).isEqualTo(new Outcome.Exited(4)));
    assertThat(shop.read("ran")).isEqualTo("x\n");
  }

  @Test
  void a_turn_that_is_stopped_before_its_launch_never_starts() throws IOException {
    var order = shop.script("early", "echo x >>ran");
    shop.worker.stop(order.turn(), Duration.ofSeconds(1));

    assertThat(shop.reports.exit(order.turn()).outcome()).isEqualTo(new Outcome.NeverStarted());
    shop.launch(order);
    shop.restart();
    shop.launch(order);

    assertThat(shop.reports.exit(order.turn()).outcome()).isEqualTo(new Outcome.NeverStarted());
    assertThat(shop.reports.of(order.turn(), Report.Launched.class)).isEmpty();
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void a_turn_that_is_refused_before_its_launch_never_starts_and_tells_why() {
    var order = shop.script("unwanted", "echo x >>ran");

    shop.worker.refuse(order.turn(), "no reason", Duration.ofSeconds(1));
    shop.worker.stop(order.turn(), Duration.ZERO);
    shop.launch(order);
    shop.worker.settled(order.turn());
    shop.worker.sweep(order.turn());
    shop.reports.await(order.turn(), Report.Swept.class);

    assertThat(shop.reports.of(order.turn()))
        .containsExactly(
            new Report.Refused(order.turn(), "no reason"), new Report.Swept(order.turn(), 0));
    assertThat(folder.resolve("ran")).doesNotExist();
    assertThat(shop.files.listed()).isEmpty();
  }

  @Test
  void a_turn_that_is_refused_after_it_has_begun_is_stopped_and_tells_how_it_ended() {
    var turn = shop.launch("begun", "exec sleep 600");
    shop.reports.await(turn, Report.Launched.class);

    shop.worker.refuse(turn, "no reason", Duration.ofSeconds(5));

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Signalled(15));
    assertThat(shop.reports.of(turn, Report.Refused.class)).isEmpty();
  }

  @Test
  void an_order_that_comes_after_its_turn_was_closed_leaves_no_secret_behind() throws Exception {
    var order = shop.script("late", "echo x >>ran");
    shop.files.createFolder(order.turn());
    // closed by another worker, between the look for a claim and the order
    Files.writeString(
        shop.files.keptProcess(order.turn()), Fields.write(TurnRecord.neverStarted()));

    shop.launch(order);
    assertThat(shop.reports.exit(order.turn()).outcome()).isEqualTo(new Outcome.NeverStarted());
    shop.worker.close();

    assertThat(shop.files.spool()).isEmptyDirectory();
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  void a_stop_right_behind_the_launch_ends_the_turn_whoever_was_quicker() {
    for (int i = 0; i < 20; i++) {
      var turn = shop.launch("race-" + i, "exec sleep 600");
      shop.worker.stop(turn, Duration.ofSeconds(5));

      assertThat(shop.reports.exit(turn).outcome())
          .isIn(new Outcome.NeverStarted(), new Outcome.Signalled(15));
    }
  }
}
