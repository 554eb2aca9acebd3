package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands that turn against what runs them, and a machine that does. */
@ParameterizedClass
@EnumSource(View.class)
final class BadDayTest extends WorkshopFixture {

  @Test
  void a_command_that_closes_its_output_ends_by_its_own_code() {
    var turn = shop.launch("mute", "echo said; exec >&- 2>&-; echo lost; exit 4");

    var exit = shop.reports.exit(turn);

    assertThat(exit.outcome()).isEqualTo(new Outcome.Exited(4));
    assertThat(shop.said(turn)).isEqualTo("said");
  }

  @Test
  void a_command_that_removes_its_output_has_said_nothing() {
    var turn =
        shop.launch("shredder", "echo said; rm \"${CONTINUO_RESULT%/*}/output.log\"; exit 4");

    var exit = shop.reports.exit(turn);

    assertThat(exit.outcome()).isEqualTo(new Outcome.Exited(4));
    assertThat(shop.said(turn)).isEmpty();
  }

  @Test
  void a_command_that_puts_a_pipe_in_the_place_of_its_output_holds_up_nobody() {
    var turn =
        shop.launch(
            "plumber", "cd \"${CONTINUO_RESULT%/*}\"; rm output.log; mkfifo output.log; exit 4");

    var exit = shop.reports.exit(turn);

    assertThat(exit.outcome()).isEqualTo(new Outcome.Exited(4));
    assertThat(shop.said(turn)).isEmpty();
  }

  @Test
  void a_command_that_kills_its_own_shim_is_lost_when_it_ends() {
    var turn = shop.launch("patricide", "kill -KILL $PPID; exit 0");

    assertThat(shop.reports.await(turn, Report.Lost.class).reason())
        .isEqualTo("turn: its shim was killed, nobody saw how the command ended");
  }

  @Test
  void a_command_that_kills_the_group_of_its_shim_does_not_keep_the_next_from_running() {
    var turn =
        shop.launch(
            "massacre", "env kill -KILL -- -$(($(ps -o pgid= -p $PPID))); echo $? >killed; exit 0");
    assertThat(shop.line("killed")).isEqualTo("0");
    shop.reports.await(turn, Report.Lost.class);

    var next = shop.launch("next", "exit 3");

    assertThat(shop.reports.exit(next).outcome()).isEqualTo(new Outcome.Exited(3));
  }

  @Test
  void a_command_that_stops_itself_is_ended_by_a_stop() {
    var turn = shop.launch("still", "echo $$ >pid; kill -STOP $$; exit 0");
    long pid = shop.pid("pid");
    Reports.await(() -> view.processes().seen(pid).orElseThrow().stopped(), "a stopped command");

    shop.worker.stop(turn, Duration.ofMinutes(10));

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Signalled(15));
  }

  @Test
  void a_folder_that_vanishes_before_the_command_begins_is_named_in_the_output() throws Exception {
    var gone = Files.createDirectory(folder.resolve("gone"));
    shop.stopShell();
    var order = shop.order("homeless", "sh", "-c", "echo x >>ran");
    var turn =
        shop.launch(
            new Order(
                order.turn(), order.command(), order.environment(), gone, null, Limits.DEFAULT));
    Reports.await(() -> Files.exists(shop.files.open(turn)), "an order");

    Files.delete(gone);
    shop.continueShell();

    var exit = shop.reports.exit(turn);
    assertThat(exit.outcome()).isEqualTo(new Outcome.Exited(126));
    assertThat(shop.said(turn))
        .isEqualTo("workdir: `%s` is not there, must be an existing folder".formatted(gone));
  }

  @Test
  void a_program_that_vanishes_before_the_command_begins_is_named_in_the_output() throws Exception {
    var program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    shop.stopShell();
    var turn = shop.launch(shop.order("toolless", "./program"));
    Reports.await(() -> Files.exists(shop.files.open(turn)), "an order");

    Files.delete(program);
    shop.continueShell();

    var exit = shop.reports.exit(turn);
    assertThat(exit.outcome()).isEqualTo(new Outcome.Exited(127));
    assertThat(shop.said(turn)).contains("./program").contains("No such file or directory");
  }

  @Test
  void what_a_killed_shell_had_not_read_is_launched_by_the_next() throws Exception {
    shop.stopShell();
    var turn = shop.launch("unread", "echo x >>ran");
    Reports.await(() -> Files.exists(shop.files.open(turn)), "an order");

    Workshop.kill(shop.shell());

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(0));
    assertThat(shop.read("ran")).isEqualTo("x\n");
  }

  @Test
  void a_shell_that_stands_still_is_replaced_before_its_turns_are_given_up() throws Exception {
    shop.stopShell();
    long stopped = shop.shell();

    var turn = shop.launch("ignored", "echo x >>ran");

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(0));
    assertThat(shop.read("ran")).isEqualTo("x\n");
    assertThat(Workshop.lives(stopped)).isFalse();
  }
}
