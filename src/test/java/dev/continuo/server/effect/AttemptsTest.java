package dev.continuo.server.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.engine.Effect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A small executor, of deliveries: to each receiver in order, again until it takes them. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AttemptsTest {
  private record Deliver(String receiver, int number) implements Effect {}

  /** All that rows want; what is delivered is wanted no more. */
  private final Set<Deliver> wanted = ConcurrentHashMap.newKeySet();

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();

  /** What becomes of the next deliveries to receivers that are away. */
  private final Deque<Throwable> troubles = new ArrayDeque<>();

  private final class Post implements Attempts.Duty<Deliver> {
    @Override
    public Object lane(Deliver effect) {
      return effect.receiver();
    }

    @Override
    public Optional<Attempts.Act> prepare(Deliver effect) {
      return wanted.contains(effect) ? Optional.of(_ -> deliver(effect)) : Optional.empty();
    }

    @Override
    public String delayed(Deliver effect) {
      return "receiver " + effect.receiver() + ": cannot be reached now";
    }

    @Override
    public void failed(Deliver effect, Throwable why) {
      seen.add("failed " + effect.number() + ": " + why.getMessage());
    }
  }

  private void deliver(Deliver effect) {
    Throwable trouble = null;
    if (effect.receiver().equals("away")) {
      synchronized (troubles) {
        trouble = troubles.poll();
      }
    }
    if (trouble instanceof RuntimeException away) {
      seen.add("refused " + effect.number());
      throw away;
    }
    if (trouble instanceof Error broken) {
      throw broken;
    }
    seen.add(effect.receiver() + " " + effect.number());
  }

  private final Attempts<Deliver> attempts =
      new Attempts<>(new Lanes("deliveries", 2), loop::add, new Post());

  @AfterEach
  void close() {
    attempts.close();
  }

  private void release(String receiver, int number) {
    var effect = new Deliver(receiver, number);
    wanted.add(effect);
    attempts.release(effect);
  }

  private static RuntimeException away() {
    return new UncheckedIOException(new IOException("away"));
  }

  @Test
  void what_cannot_be_delivered_is_tried_again_before_what_is_behind_it() throws Exception {
    troubles.add(away());
    release("away", 1);
    release("away", 2);
    assertThat(seen.take()).isEqualTo("refused 1");

    release("here", 3);
    assertThat(seen.take()).isEqualTo("here 3");
    assertThat(seen).isEmpty();

    loop.take().run();
    assertThat(seen.take()).isEqualTo("away 1");
    assertThat(seen.take()).isEqualTo("away 2");
  }

  @Test
  void what_no_row_wants_any_more_is_not_tried_again() throws Exception {
    troubles.add(away());
    release("away", 1);
    assertThat(seen.take()).isEqualTo("refused 1");
    wanted.clear();

    loop.take().run();

    release("away", 2);
    assertThat(seen.take()).isEqualTo("away 2");
  }

  @Test
  void what_is_released_again_before_its_turn_is_done_once() throws Exception {
    var gate = new CountDownLatch(1);
    troubles.add(new Waits(gate));
    release("away", 0);
    release("away", 1);
    release("away", 1);
    release("away", 2);
    gate.countDown();

    assertThat(seen.take()).isEqualTo("refused 0");
    loop.take().run();
    assertThat(seen.take()).isEqualTo("away 0");
    assertThat(seen.take()).isEqualTo("away 1");
    assertThat(seen.take()).isEqualTo("away 2");
  }

  private static final class Waits extends UncheckedIOException {
    private static final long serialVersionUID = 1;
    private final transient CountDownLatch gate;

    Waits(CountDownLatch gate) {
      super(new IOException("slow"));
      this.gate = gate;
    }

    @Override
    public String getMessage() {
      try {
        gate.await();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
      return "slow";
    }
  }

  @Test
  void an_error_is_an_answer_and_the_lane_goes_on() throws Exception {
    troubles.add(new OutOfMemoryError("too large"));
    release("away", 1);
    release("away", 2);

    assertThat(seen.take()).isEqualTo("failed 1: too large");
    assertThat(seen.take()).isEqualTo("away 2");
  }

  @Test
  void the_back_off_doubles_and_has_a_limit() {
    assertThat(Attempts.backOff(0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Attempts.backOff(3)).isEqualTo(Duration.ofSeconds(8));
    assertThat(Attempts.backOff(5)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Attempts.backOff(1_000_000)).isEqualTo(Duration.ofSeconds(30));
  }
}
