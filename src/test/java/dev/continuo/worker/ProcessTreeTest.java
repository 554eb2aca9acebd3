package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {
  private static final int CHILDREN = 40;

  /** So many that one of them, and not the shell, is the first member of the group to be asked. */
  @Test
  void a_signal_reaches_a_group_of_which_most_have_ended_since_the_table_was_read()
      throws Exception {
    var script =
        "i=0; while [ $i -lt %d ]; do sleep 600 & i=$((i+1)); done; while :; do wait; done"
            .formatted(CHILDREN);
    var shell = new ProcessBuilder("setsid", "sh", "-c", script).start();
    try {
      Reports.await(() -> children(shell).size() == CHILDREN, "all children");
      var table = ProcessTable.read();
      var tree = new ProcessTree(0);
      tree.grow(table, List.of(table.living(shell.pid(), start(shell)).orElseThrow()));
      var children = children(shell);
      children.forEach(child -> Signal.KILL.send(child, child.pid()));
      Reports.await(
          () -> children.stream().noneMatch(it -> ProcessTable.seen(it.pid()).isPresent()),
          "no child");

      tree.signal(table, Signal.TERM);

      assertThat(shell.waitFor(10, TimeUnit.SECONDS)).as("the shell has ended").isTrue();
      assertThat(shell.exitValue()).isEqualTo(128 + 15);
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }

  private static List<ProcessTable.Seen> children(Process shell) {
    return ProcessTable.read().children(shell.pid());
  }

  private static long start(Process shell) {
    return ProcessTable.seen(shell.pid()).orElseThrow().start();
  }
}
