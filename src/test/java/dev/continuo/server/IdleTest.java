package dev.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Features;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.Limit;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Moment;
import dev.continuo.host.Loop;
import dev.continuo.host.LoopThread;
import dev.continuo.host.Outcome;
import dev.continuo.journal.MemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdleTest {
  private static final Duration AFTER = Duration.ofMillis(5);
  private static final int LOOKS = 5;
  private static final int SECONDS_MAX = 20;

  private final Features features = Features.create();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicInteger looks = new AtomicInteger();
  private LoopThread engine;

  @BeforeEach
  void start() {
    var loop =
        new Loop(
            features.tables(),
            features.engine(),
            new MemoryJournal(features.tables()),
            () -> new Moment(Instant.EPOCH, Duration.ofNanos(System.nanoTime()), 1),
            _ -> {});
    loop.start();
    engine = new LoopThread(loop, _ -> {});
    engine.start();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void as_long_as_there_is_something_to_do_it_is_looked_at_again() throws Exception {
    try (var _ =
        new Idle(
            AFTER,
            () -> AFTER,
            engine,
            () -> looks.incrementAndGet() == LOOKS,
            stopped::countDown)) {
      assertThat(stopped.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(looks).hasValue(LOOKS);
  }

  @Test
  void as_long_as_somebody_asks_nothing_is_looked_at() throws Exception {
    var asked = new AtomicInteger();
    try (var _ =
        new Idle(
            AFTER,
            () -> asked.incrementAndGet() < LOOKS ? Duration.ofMillis(1) : AFTER,
            engine,
            () -> looks.incrementAndGet() > 0,
            stopped::countDown)) {
      assertThat(stopped.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(asked).hasValue(LOOKS);
    assertThat(looks).hasValue(1);
  }

  @Test
  void from_the_look_that_found_nothing_on_nothing_is_accepted() throws Exception {
    try (var _ = new Idle(AFTER, () -> AFTER, engine, () -> true, stopped::countDown)) {
      assertThat(stopped.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }

    var outcome =
        engine
            .submit(new DispatchCommand.SetLimit(Limit.ATTEMPTS, 1), Caller.ENGINE)
            .get(SECONDS_MAX, TimeUnit.SECONDS);

    assertThat(outcome).isEqualTo(new Outcome.Unavailable("the server is stopping"));
  }
}
