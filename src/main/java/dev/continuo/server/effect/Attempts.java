package dev.continuo.server.effect;

import dev.continuo.engine.Effect;
import dev.continuo.journal.Journal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The discipline of executors whose work takes time or can fail: it is done on threads of their
 * own, one effect of a lane after another; what cannot be done now is tried again after a back-off
 * for as long as a row wants it, and holds its lane meanwhile; an effect that is released again
 * before its turn is done once, from the newest rows.
 */
public final class Attempts<E extends Effect> implements AutoCloseable {
  /** After the first failure; it doubles with each further one. */
  static final Duration BACK_OFF_MIN = Duration.ofSeconds(1);

  static final Duration BACK_OFF_MAX = Duration.ofSeconds(30);

  private static final System.Logger LOG = System.getLogger(Attempts.class.getName());

  /** Says what is to be done for an effect. */
  public interface Duty<E extends Effect> {
    /** Effects of the same lane are made true one after another, in the order of their release. */
    Object lane(E effect);

    /**
     * Takes from the rows all that is needed; called on the loop's thread before each attempt.
     *
     * @return empty when no row wants the effect any more
     */
    Optional<Act> prepare(E effect);

    /** Says for the log that the effect cannot be made true for the moment. */
    String delayed(E effect);

    /** The effect could not be made true, and never will be; called where it was tried. */
    void failed(E effect, Throwable why);
  }

  /** One attempt, with all that it needs. */
  @FunctionalInterface
  public interface Act {
    /**
     * Makes the effect true, or reports what came of it.
     *
     * @param again tries once more later, when this attempt turns out to have been too early
     * @throws UncheckedIOException when a later attempt may succeed
     * @throws Journal.Unavailable the same
     */
    void run(Runnable again);
  }

  private final Lanes lanes;
  private final Executor loop;
  private final Duty<E> duty;

  /** Guarded by itself: what is prepared and was not tried yet. */
  private final Map<E, Act> prepared = new HashMap<>();

  /**
   * The discipline for one executor.
   *
   * @param loop runs on the loop's thread
   */
  public Attempts(Lanes lanes, Executor loop, Duty<E> duty) {
    this.lanes = lanes;
    this.loop = loop;
    this.duty = duty;
  }

  /** Called on the loop's thread. */
  public void release(E effect) {
    if (prepare(effect)) {
      lanes.add(duty.lane(effect), new Attempt(effect));
    }
  }

  /** Whether the effect waits for its first attempt from now on. */
  private boolean prepare(E effect) {
    var act = duty.prepare(effect);
    if (act.isEmpty()) {
      return false;
    }
    synchronized (prepared) {
      return prepared.put(effect, act.get()) == null;
    }
  }

  private final class Attempt implements Lanes.Job {
    private final E effect;
    private int failures;

    Attempt(E effect) {
      this.effect = effect;
    }

    @Override
    public Lanes.Next run() {
      Act act;
      synchronized (prepared) {
        act = prepared.remove(effect);
      }
      if (act == null) {
        return Lanes.Next.DONE;
      }
      try {
        act.run(() -> later(BACK_OFF_MIN, () -> release(effect)));
        return Lanes.Next.DONE;
      } catch (UncheckedIOException | Journal.Unavailable trouble) {
        return hold(trouble);
      } catch (Throwable broken) {
        if (!Thread.currentThread().isInterrupted()) {
          LOG.log(System.Logger.Level.ERROR, "bug: " + effect + " failed", broken);
          duty.failed(effect, broken);
        }
        return Lanes.Next.DONE;
      }
    }

    /** One line for the trouble, however often it is met. */
    private Lanes.Next hold(RuntimeException trouble) {
      if (failures == 0) {
        LOG.log(
            System.Logger.Level.WARNING, "{0}, {1}", duty.delayed(effect), trouble.getMessage());
      }
      later(
          backOff(failures++),
          () -> {
            try {
              prepare(effect);
            } finally {
              lanes.proceed(duty.lane(effect));
            }
          });
      return Lanes.Next.HELD;
    }
  }

  private void later(Duration wait, Runnable onLoop) {
    lanes.after(wait, () -> loop.execute(() -> told(onLoop)));
  }

  /** Nobody looks at what becomes of it on the loop's thread. */
  private static void told(Runnable onLoop) {
    try {
      onLoop.run();
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, "bug: an effect is not tried again", bug);
    }
  }

  static Duration backOff(int failures) {
    var wait = BACK_OFF_MIN.multipliedBy(1L << Math.min(failures, 10));
    return wait.compareTo(BACK_OFF_MAX) < 0 ? wait : BACK_OFF_MAX;
  }

  @Override
  public void close() {
    lanes.close();
  }
}
