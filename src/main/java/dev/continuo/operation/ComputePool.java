package dev.continuo.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Threads for requests that compute, such as the reading of a plan.
 *
 * <p>The thread of a connection is virtual: one that computes keeps a carrier, of which there are
 * as many as processors, and then no other request is answered. Here each computation has a thread
 * of the operating system, which shares the processors fairly, and there are few at a time. What
 * exceeds the limits waits, or is refused; the computations of turns never take the last thread,
 * nor more than half of the queue, so that a person is served whatever tasks send.
 *
 * <p>A computation is interrupted when its client closes the connection or its time is up. It keeps
 * its thread until it has really ended.
 */
final class ComputePool implements AutoCloseable {
  static final int QUEUED_MAX = 32;

  /** How much text all requests that wait or run may have sent: four of the largest bodies. */
  static final long LENGTH_MAX = 4L * Http.PLAN_BYTES_MAX;

  private static final int THREADS_MIN = 2;
  private static final int THREADS_MAX = 4;

  /** How often the connection of a request that waits is looked at. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /**
   * What one caller may have of the pool.
   *
   * @param time from the request's arrival to the end of its computation
   */
  private record Share(int running, int queued, Duration time) {
    static final Share PERSON = new Share(THREADS_MAX, QUEUED_MAX / 2, Duration.ofMinutes(2));
    static final Share TURN = new Share(1, 2, Duration.ofSeconds(30));

    static Share of(Who who) {
      return switch (who) {
        case Who.Person _ -> PERSON;
        case Who.Attempt _, Who.Stranger _ -> TURN;
      };
    }
  }

  /**
   * A request that computes.
   *
   * @param length how much text it has sent
   */
  record Request(Who who, long length, Client client) {}

  private record Job(Request request, FutureTask<?> task) {}

  private final int threads;

  /** In the order of their arrival; guarded by this, as all below. */
  private final List<Job> queued = new ArrayList<>();

  private final Set<Job> running = new HashSet<>();
  private boolean closed;

  ComputePool(int processors) {
    threads = Math.clamp(processors / 2, THREADS_MIN, THREADS_MAX);
  }

  /**
   * What the work answers or throws.
   *
   * @throws Rejected when there is no room for it, or it takes too long
   * @throws Client.Gone when the client has gone
   */
  <T> T compute(Request request, Supplier<T> work) throws InterruptedException {
    var task = new FutureTask<>(work::get);
    var job = new Job(request, task);
    enter(job);
    try {
      return await(request, task, job);
    } catch (CancellationException closing) {
      throw Problems.stopping();
    } catch (ExecutionException failed) {
      throw thrown(failed);
    } finally {
      leave(job);
    }
  }

  private static RuntimeException thrown(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException own -> own;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("bug: a supplier threw", failed);
    };
  }

  private <T> T await(Request request, FutureTask<T> task, Job job)
      throws InterruptedException, ExecutionException {
    var time = Share.of(request.who()).time();
    var end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      try {
        return task.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        if (request.client().gone()) {
          throw new Client.Gone();
        }
      }
    }
    throw runs(job) ? Problems.computedTooLong(time) : Problems.computingBusy();
  }

  private synchronized boolean runs(Job job) {
    return running.contains(job);
  }

  private synchronized void enter(Job job) {
    if (closed) {
      throw Problems.stopping();
    }
    var who = job.request().who();
    if (count(queued, who) >= Share.of(who).queued()) {
      throw Problems.computingTooMany(Share.of(who).queued());
    }
    if (queued.size() >= QUEUED_MAX || !turnsLeaveRoom(who) || !fits(job)) {
      throw Problems.computingBusy();
    }
    queued.add(job);
    startNext();
  }

  private boolean turnsLeaveRoom(Who who) {
    return who instanceof Who.Person || turns(queued) < QUEUED_MAX / 2;
  }

  private boolean fits(Job job) {
    var length = 0L;
    for (var each : queued) {
      length += each.request().length();
    }
    for (var each : running) {
      length += each.request().length();
    }
    return length + job.request().length() <= LENGTH_MAX;
  }

  /** Starts those that may run, in the order of their arrival; others are passed over. */
  private void startNext() {
    for (var job : List.copyOf(queued)) {
      if (running.size() < threads && mayRun(job.request().who())) {
        queued.remove(job);
        running.add(job);
        Thread.ofPlatform().daemon().name("compute").start(() -> run(job));
      }
    }
  }

  private boolean mayRun(Who who) {
    return count(running, who) < Share.of(who).running()
        && (who instanceof Who.Person || turns(running) < threads - 1);
  }

  private static long count(Iterable<Job> jobs, Who who) {
    var count = 0;
    for (var job : jobs) {
      count += job.request().who().equals(who) ? 1 : 0;
    }
    return count;
  }

  private static long turns(Iterable<Job> jobs) {
    var count = 0;
    for (var job : jobs) {
      count += job.request().who() instanceof Who.Attempt ? 1 : 0;
    }
    return count;
  }

  private void run(Job job) {
    try {
      job.task().run();
    } finally {
      ended(job);
    }
  }

  private synchronized void ended(Job job) {
    running.remove(job);
    if (!closed) {
      startNext();
    }
  }

  /** Its client waits no more: a job in the queue is dropped, a running one is interrupted. */
  private synchronized void leave(Job job) {
    queued.remove(job);
    job.task().cancel(true);
  }

  /** How many computations have a thread. */
  synchronized int running() {
    return running.size();
  }

  /** How many wait for one. */
  synchronized int queued() {
    return queued.size();
  }

  /** Interrupts what runs; what waits is never started. */
  @Override
  public synchronized void close() {
    closed = true;
    queued.forEach(job -> job.task().cancel(true));
    running.forEach(job -> job.task().cancel(true));
  }
}
