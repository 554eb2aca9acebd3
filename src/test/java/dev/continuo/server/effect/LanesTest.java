package dev.continuo.server.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LanesTest {
  private final Queue<String> done = new ConcurrentLinkedQueue<>();
  private Lanes lanes = new Lanes("test", 1);

  @AfterEach
  void close() {
    lanes.close();
  }

  private void add(Object lane, String what) {
    lanes.add(
        lane,
        () -> {
          done.add(what);
          return Lanes.Next.DONE;
        });
  }

  /** Returns once all that was added before is done. */
  private void drain(Object... of) throws InterruptedException {
    var left = new CountDownLatch(of.length);
    for (var lane : of) {
      lanes.add(
          lane,
          () -> {
            left.countDown();
            return Lanes.Next.DONE;
          });
    }
    left.await();
  }

  @Test
  void lanes_take_turns_however_many_jobs_one_has() throws Exception {
    var gate = new CountDownLatch(1);
    lanes.add("first", () -> awaited(gate));
    for (int i = 1; i <= 3; i++) {
      add("a", "a" + i);
    }
    add("b", "b1");
    add("c", "c1");
    add("c", "c2");

    gate.countDown();
    drain("a", "b", "c");

    assertThat(done).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
  }

  private static Lanes.Next awaited(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    return Lanes.Next.DONE;
  }

  @Test
  void a_slow_lane_keeps_one_thread_and_no_more() throws Exception {
    lanes.close();
    lanes = new Lanes("test", 2);
    var gate = new CountDownLatch(1);
    var running = new AtomicInteger();
    for (int i = 0; i < 10; i++) {
      lanes.add(
          "slow",
          () -> {
            running.incrementAndGet();
            return awaited(gate);
          });
    }

    add("other", "other");
    drain("other");

    assertThat(done).containsExactly("other");
    assertThat(running).hasValue(1);
    gate.countDown();
    drain("slow");
    assertThat(running).hasValue(10);
  }

  @Test
  void a_job_that_throws_an_error_is_over_and_its_lane_goes_on() throws Exception {
    lanes.add(
        "a",
        () -> {
          throw new StackOverflowError("too deep");
        });
    add("a", "behind");

    drain("a");

    assertThat(done).containsExactly("behind");
  }

  @Test
  void a_held_job_keeps_its_place_in_its_lane_alone() throws Exception {
    var tries = new AtomicInteger();
    lanes.add(
        "a",
        () -> {
          done.add("try " + tries.incrementAndGet());
          return tries.get() == 1 ? Lanes.Next.HELD : Lanes.Next.DONE;
        });
    add("a", "behind");
    add("b", "beside");
    drain("b");
    assertThat(List.copyOf(done)).containsExactly("try 1", "beside");

    lanes.proceed("a");
    drain("a");

    assertThat(done).containsExactly("try 1", "beside", "try 2", "behind");
  }
}
