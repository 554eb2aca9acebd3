package dev.continuo.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Features;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Moment;
import dev.continuo.journal.MemoryJournal;
import dev.continuo.task.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopThreadTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** So often that a command comes between the last look for commands and the end. */
  private static final int ENDS = 500;

  private static final Command QUESTION = new DispatchCommand.Explain(new RunId(1).task(0));

  private final AtomicBoolean timeless = new AtomicBoolean();
  private final CompletableFuture<Throwable> bug = new CompletableFuture<>();
  private LoopThread thread;

  @BeforeEach
  void start() {
    thread = started();
  }

  private LoopThread started() {
    var features = Features.create();
    var loop =
        new Loop(
            features.tables(),
            features.engine(),
            new MemoryJournal(features.tables()),
            this::now,
            _ -> {});
    loop.start();
    var fresh = new LoopThread(loop, bug::complete);
    fresh.start();
    return fresh;
  }

  @AfterEach
  void stop() {
    thread.close();
  }

  private Moment now() {
    if (timeless.get()) {
      throw new IllegalStateException("bug: no time");
    }
    return new Moment(Instant.EPOCH, Duration.ofNanos(System.nanoTime()), 1);
  }

  @Test
  void who_looks_after_a_bug_or_while_it_happens_is_sent_away_and_does_not_wait_for_ever()
      throws Exception {
    timeless.set(true);
    var meanwhile = thread.inspect(() -> 1);
    assertThat(bug.get(DEADLINE.toSeconds(), TimeUnit.SECONDS)).hasMessage("bug: no time");

    var afterwards = thread.inspect(() -> 1);

    assertThat(meanwhile).matches(seen -> seen.isDone());
    assertThat(afterwards).isCancelled();
  }

  @Test
  void a_command_that_is_handed_in_while_the_loop_ends_is_answered() throws Exception {
    for (int i = 0; i < ENDS; i++) {
      var ending = started();
      var told = ending.closeIf(() -> true);
      var outcomes = new ArrayList<CompletableFuture<Outcome>>();
      while (!told.isDone()) {
        outcomes.add(ending.submit(QUESTION, Caller.ENGINE));
      }

      for (var outcome : outcomes) {
        assertThat(outcome).succeedsWithin(DEADLINE);
      }
      assertThat(ending.submit(QUESTION, Caller.ENGINE))
          .isCompletedWithValue(new Outcome.Unavailable("the server is stopping"));
    }
  }
}
