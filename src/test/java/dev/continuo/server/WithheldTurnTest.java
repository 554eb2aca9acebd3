package dev.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.engine.Command;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunSpec;
import dev.continuo.server.handover.Handover;
import dev.continuo.server.output.Mask;
import dev.continuo.server.turn.Exits;
import dev.continuo.server.turn.LocalTurns;
import dev.continuo.server.turn.Orders;
import dev.continuo.task.Exit;
import dev.continuo.task.OsProcess;
import dev.continuo.task.SecretPart;
import dev.continuo.task.State;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect.Desired;
import dev.continuo.task.TaskEffect.Keep;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A turn gets its secrets when it is launched, or is not launched at all. */
class WithheldTurnTest {
  private static final TaskId ID = Given.RUN.task(0);
  private static final TurnId TURN = new TurnId(ID, 1, 1);
  private static final long PATIENCE_SECONDS = 20;

  @TempDir Path folder;
  private final Map<String, String> secrets = new HashMap<>();
  private final LinkedBlockingQueue<Command> reports = new LinkedBlockingQueue<>();

  /** How often texts cannot be read, or kept, from now on. */
  private final AtomicInteger troubles = new AtomicInteger();

  private final Orders orders =
      new Orders(
          "http://127.0.0.1:1",
          _ -> "token",
          this::read,
          new Handover(this::read, turn -> turns().artifacts(turn)),
          name -> Optional.ofNullable(secrets.get(name)));
  private Given given = Given.nothing();
  private LocalTurns turns;

  private LocalTurns turns() {
    return turns;
  }

  @BeforeEach
  void startFirst() throws IOException {
    start(List.of());
  }

  private void start(List<Keep> wanted) throws IOException {
    var like = Given.spec(1, OnFailure.PAUSE);
    var spec =
        new RunSpec(
            like.name(),
            folder.toString(),
            like.inputs(),
            like.env(),
            like.plan(),
            like.limit(),
            like.onFailure(),
            like.total(),
            like.syncs());
    var script = new Work.Script(new Text.Inline("echo \"got $NPM_TOKEN\""));
    given =
        Given.run(spec, TaskSpec.of("a", script).with(new SecretPart(List.of("NPM_TOKEN"))))
            .and(
                new TaskEvent.Queued(ID, State.Place.TAIL, State.Next.ATTEMPT),
                new TaskEvent.Started(ID, TURN, Optional.empty()));
    var exits = new Exits(this::keep, () -> Mask.of(secrets.values()));
    turns =
        new LocalTurns(
            given.tasks,
            given.runs,
            (command, _) -> reports.add(command),
            exits,
            folder.resolve("worker"));
    turns.start();
    turns.resume(wanted);
  }

  @AfterEach
  void close() {
    turns.close();
  }

  @Test
  void a_turn_whose_secret_is_not_set_never_starts_and_says_what_to_type()
      throws InterruptedException {
    turns.keep(new Keep(TURN, Desired.RUNNING), orders);

    assertThat(ended().detail())
        .isEqualTo("secret `NPM_TOKEN`: not set, `continuo secret set NPM_TOKEN` keeps one");
    turns.keep(new Keep(TURN, Desired.SWEPT), orders);
    assertThat(next()).isEqualTo(new TaskCommand.ConfirmSweep(TURN));
  }

  @Test
  void a_turn_gets_its_secret_and_what_it_says_of_it_is_masked() throws InterruptedException {
    secrets.put("NPM_TOKEN", "hush-hush");

    turns.keep(new Keep(TURN, Desired.RUNNING), orders);

    var exit = ended();
    assertThat(exit.clean()).isTrue();
    assertThat(exit.tail()).isEqualTo(new Text.Inline("got *********"));
  }

  @Test
  void a_turn_that_lives_goes_on_though_its_secret_was_removed() throws InterruptedException {
    secrets.put("NPM_TOKEN", "hush-hush");
    turns.keep(new Keep(TURN, Desired.RUNNING), orders);
    assertThat(next()).isInstanceOf(TaskCommand.ConfirmLaunch.class);
    given.and(new TaskEvent.Launched(ID, TURN, new OsProcess(1, "now", "boot")));
    secrets.clear();

    turns.keep(new Keep(TURN, Desired.RUNNING), orders);

    assertThat(ended().clean()).isTrue();
  }

  @Test
  void a_turn_whose_texts_cannot_be_read_never_starts_and_says_so() throws InterruptedException {
    secrets.put("NPM_TOKEN", "hush-hush");
    troubles.set(1);

    turns.keep(new Keep(TURN, Desired.RUNNING), orders);

    assertThat(ended().detail())
        .isEqualTo("stored text: cannot be read, blob 1234 cannot be used now");
  }

  @Test
  void an_end_whose_texts_cannot_be_kept_is_told_as_soon_as_they_can() throws Exception {
    secrets.put("NPM_TOKEN", "hush-hush");
    turns.keep(new Keep(TURN, Desired.RUNNING), orders);
    assertThat(next()).isInstanceOf(TaskCommand.ConfirmLaunch.class);
    assertThat(ended().clean()).isTrue();
    turns.close();
    troubles.set(1);

    start(List.of(new Keep(TURN, Desired.RUNNING)));

    assertThat(ended().tail()).isEqualTo(new Text.Inline("got *********"));
    assertThat(troubles).hasValue(0);
  }

  private String read(Text text) {
    fail();
    return ((Text.Inline) text).value();
  }

  private Text keep(String text) {
    fail();
    return new Text.Inline(text);
  }

  private void fail() {
    if (troubles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new UncheckedIOException("blob 1234 cannot be used now", new IOException("full"));
    }
  }

  private Exit ended() throws InterruptedException {
    var command = next();
    while (command instanceof TaskCommand.ConfirmLaunch) {
      command = next();
    }
    assertThat(command).isInstanceOf(TaskCommand.EndTurn.class);
    return ((TaskCommand.EndTurn) java.util.Objects.requireNonNull(command)).exit();
  }

  private @Nullable Command next() throws InterruptedException {
    return reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
