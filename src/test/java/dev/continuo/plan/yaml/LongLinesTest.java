package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading costs grows with the length of the text, not with the square of a line's length. */
class LongLinesTest {
  private static final int LENGTH = 1 << 20;

  @ParameterizedTest
  @ValueSource(strings = {"# %s\n", "a: \"%s\"\n", "a: %s\n", "a: 1 # %s\n", "a: '%s'\n"})
  void a_line_of_twice_the_length_needs_about_twice_the_memory(String line) {
    allocated(line, LENGTH);
    var once = allocated(line, LENGTH);
    var twice = allocated(line, 2 * LENGTH);

    assertThat(twice).isLessThan(3 * once);
  }

  private static long allocated(String line, int length) {
    var text = line.formatted("x".repeat(length)) + "b: 1\n";
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadAllocatedBytes();
    assertThat(TreeReader.read(text, "plan.yaml")).isNotNull();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
