package dev.continuo.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.continuo.Given;
import dev.continuo.task.TurnId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who computes when, who waits, and who is refused. */
class ComputePoolTest {
  private static final int THREADS = 2;
  private static final Who ADA = new Who.Person("ada");

  private final ComputePool pool = new ComputePool(THREADS);
  private final List<CompletableFuture<String>> begun = new ArrayList<>();
  private final CountDownLatch open = new CountDownLatch(1);

  private static Who turn(int task) {
    return new Who.Attempt(new TurnId(Given.RUN.task(task), 1, 1));
  }

  private static ComputePool.Request request(Who who) {
    return new ComputePool.Request(who, 1, () -> false);
  }

  /** Starts to compute something that waits for {@link #open}. */
  private CompletableFuture<String> begin(Who who) {
    return begin(request(who), this::opened);
  }

  private CompletableFuture<String> begin(ComputePool.Request request, Supplier<String> work) {
    var answer = new CompletableFuture<String>();
    var before = pool.running() + pool.queued();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(pool.compute(request, work));
              } catch (Throwable thrown) {
                answer.completeExceptionally(thrown);
              }
            });
    until(() -> pool.running() + pool.queued() > before || answer.isDone(), "the request has come");
    return answer;
  }

  /** The same, whose answer is of no interest. */
  private void fill(Who who) {
    fill(request(who), this::opened);
  }

  private void fill(ComputePool.Request request, Supplier<String> work) {
    begun.add(begin(request, work));
  }

  private static void until(Callable<Boolean> holds, String what) {
    await(what).atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5)).until(holds);
  }

  private String opened() {
    try {
      open.await();
      return Thread.currentThread().isVirtual() ? "virtual" : "platform";
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private Rejected refused(ComputePool.Request request) {
    var thrown = new AtomicReference<Rejected>();
    assertThatThrownBy(() -> pool.compute(request, () -> "never"))
        .isInstanceOfSatisfying(Rejected.class, thrown::set);
    return thrown.get();
  }

  private static String words(Rejected rejected) {
    var problem = rejected.problem();
    return problem.status()
        + " "
        + problem.code()
        + ": "
        + problem.detail()
        + " | "
        + problem.hint();
  }

  @AfterEach
  void close() {
    open.countDown();
    pool.close();
    until(() -> pool.running() == 0, "nothing computes");
  }

  @Test
  void what_computes_has_a_thread_of_the_operating_system() {
    var answer = begin(ADA);

    open.countDown();

    assertThat(answer.join()).isEqualTo("platform");
  }

  @Test
  void what_the_work_throws_is_thrown() {
    assertThatThrownBy(
            () ->
                pool.compute(
                    request(ADA),
                    () -> {
                      throw new IllegalStateException("bug: here");
                    }))
        .hasMessage("bug: here");
    assertThatThrownBy(
            () ->
                pool.compute(
                    request(ADA),
                    () -> {
                      throw new StackOverflowError("there");
                    }))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void a_turn_computes_one_thing_at_a_time_and_turns_together_leave_a_thread_to_persons() {
    fill(turn(1));
    fill(turn(1));
    fill(turn(2));
    assertThat(pool.running()).isEqualTo(1);

    fill(ADA);

    assertThat(pool.running()).isEqualTo(2);
    assertThat(pool.queued()).isEqualTo(2);
  }

  @Test
  void what_waits_is_computed_when_there_is_room() {
    var answers = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < 5; i++) {
      answers.add(begin(turn(i)));
      answers.add(begin(ADA));
    }
    assertThat(pool.running()).isEqualTo(THREADS);

    open.countDown();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo("platform"));
  }

  @Test
  void a_turn_with_too_many_requests_is_refused_and_others_are_not() {
    fill(turn(1));
    fill(turn(1));
    fill(turn(1));

    assertThat(words(refused(request(turn(1)))))
        .isEqualTo(
            "503 computing_busy: server: 2 of your plans wait to be read, no more are allowed,"
                + " nothing was done | wait for an answer before you send the next one");
    fill(turn(2));
    assertThat(pool.queued()).isEqualTo(3);
  }

  @Test
  void turns_together_fill_half_of_the_queue() {
    for (int i = 0; i <= ComputePool.QUEUED_MAX / 2; i++) {
      fill(turn(i));
    }

    assertThat(words(refused(request(turn(99)))))
        .isEqualTo(
            "503 computing_busy: server: too many plans wait to be read, nothing was done"
                + " | try again in 5 seconds");
    var answer = begin(ADA);
    assertThat(pool.running()).isEqualTo(2);
    open.countDown();
    assertThat(answer.join()).isEqualTo("platform");
  }

  @Test
  void the_queue_has_an_end_for_persons_too() {
    for (var name : List.of("ada", "bob", "eve")) {
      for (int i = 0; i < ComputePool.QUEUED_MAX / 2; i++) {
        fill(new Who.Person(name));
      }
    }

    assertThat(pool.queued()).isEqualTo(ComputePool.QUEUED_MAX);
    assertThat(refused(request(new Who.Person("joe"))).problem().code())
        .isEqualTo("computing_busy");
  }

  @Test
  void what_waits_has_no_more_bytes_than_memory_has_room_for() {
    var half = (int) (ComputePool.LENGTH_MAX / 2);
    fill(new ComputePool.Request(ADA, half, () -> false), this::opened);
    fill(new ComputePool.Request(ADA, half, () -> false), this::opened);

    assertThat(refused(request(ADA)).problem().code()).isEqualTo("computing_busy");
  }

  @Test
  void a_computation_whose_client_has_gone_is_interrupted() {
    var gone = new AtomicBoolean();
    var interrupted = new CompletableFuture<String>();
    var answer =
        begin(
            new ComputePool.Request(ADA, 1, gone::get),
            () -> {
              interrupted.complete(opened());
              return "";
            });

    gone.set(true);

    assertThat(interrupted.join()).isEqualTo("interrupted");
    assertThatThrownBy(answer::join).hasCauseInstanceOf(Client.Gone.class);
    until(() -> pool.running() == 0, "the thread is free");
  }

  @Test
  void a_request_that_waits_is_forgotten_when_its_client_has_gone() {
    var gone = new AtomicBoolean();
    fill(turn(1));
    fill(new ComputePool.Request(turn(1), 1, gone::get), this::opened);
    assertThat(pool.queued()).isEqualTo(1);

    gone.set(true);

    until(() -> pool.queued() == 0, "nothing waits");
  }

  @Test
  void a_computation_that_cannot_be_interrupted_keeps_its_thread_until_it_ends() {
    var gone = new AtomicBoolean();
    var answer =
        begin(
            new ComputePool.Request(turn(1), 1, gone::get),
            () -> {
              while (open.getCount() > 0) {
                Thread.onSpinWait();
              }
              return "";
            });
    gone.set(true);
    assertThatThrownBy(answer::join).hasCauseInstanceOf(Client.Gone.class);

    fill(turn(1));

    assertThat(pool.running()).isEqualTo(1);
    assertThat(pool.queued()).isEqualTo(1);
  }

  @Test
  void a_pool_that_is_closed_interrupts_what_runs_and_refuses_the_rest() {
    var runs = begin(turn(1));
    var waits = begin(turn(1));

    pool.close();

    for (var answer : List.of(runs, waits)) {
      assertThatThrownBy(answer::join)
          .hasCauseInstanceOf(Rejected.class)
          .hasMessageContaining("server: is stopping");
    }
    assertThat(refused(request(ADA)).problem().code()).isEqualTo("server_stopping");
  }

  @Test
  void whatever_is_sent_at_once_no_more_computes_than_there_are_threads() {
    var most = new AtomicInteger();
    var now = new AtomicInteger();
    var answers = new ArrayList<Future<Integer>>();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        var who = i % 2 == 0 ? turn(i % 20) : new Who.Person("p" + i % 9);
        answers.add(
            clients.submit(
                () ->
                    pool.compute(
                        request(who),
                        () -> {
                          most.accumulateAndGet(now.incrementAndGet(), Math::max);
                          Thread.onSpinWait();
                          return now.decrementAndGet();
                        })));
      }
    }

    assertThat(answers).anyMatch(answer -> answer.state() == Future.State.SUCCESS);
    assertThat(most.get()).isBetween(1, THREADS);
    until(() -> pool.running() + pool.queued() == 0, "nothing is left");
  }
}
