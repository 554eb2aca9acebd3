package dev.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/**
 * Measures work by the bytes that a thread allocates, which are the same on every machine, however
 * busy it is.
 */
public final class Work {
  private static final int FACTOR = 8;

  /** Between what is proportional to the size, and what is to its square. */
  private static final int GROWTH_MAX = 2 * FACTOR;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Work() {}

  /** Fails when eight times the size takes more than sixteen times the work. */
  public static void isProportional(String what, int size, IntConsumer act) {
    // what is loaded and made once is no work of the first
    act.accept(size);
    var small = bytes(size, act);
    var large = bytes(size * FACTOR, act);
    assertThat(large).as("bytes allocated for %s", what).isLessThan(GROWTH_MAX * small);
  }

  /** What the thread allocates meanwhile. */
  public static long bytes(int size, IntConsumer act) {
    var before = THREADS.getCurrentThreadAllocatedBytes();
    act.accept(size);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
