package dev.continuo.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Features;
import dev.continuo.engine.Moment;
import dev.continuo.journal.MemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopThreadTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final AtomicBoolean timeless = new AtomicBoolean();
  private final CompletableFuture<Throwable> bug = new CompletableFuture<>();
  private LoopThread thread;

  @BeforeEach
  void start() {
    var features = Features.create();
    var loop =
        new Loop(features.tables(), features.engine(), new MemoryJournal(), this::now, _ -> {});
    loop.start();
    thread = new LoopThread(loop, bug::complete);
    thread.start();
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
}
