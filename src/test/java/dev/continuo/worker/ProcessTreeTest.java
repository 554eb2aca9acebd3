package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(View.class)
class ProcessTreeTest {
  private final View view;

  private static final int CHILDREN = 40;

  ProcessTreeTest(View view) {
    this.view = view;
  }

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
      var table = view.processes().table();
      var tree = new ProcessTree(0);
      tree.grow(table, List.of(table.living(shell.pid(), start(shell)).orElseThrow()));
      var children = children(shell);
      children.forEach(child -> Signal.KILL.send(view.processes(), child, child.pid()));
      Reports.await(
          () -> children.stream().noneMatch(it -> view.processes().seen(it.pid()).isPresent()),
          "no child");

      tree.signal(view.processes(), table, Signal.TERM);

      assertThat(shell.waitFor(10, TimeUnit.SECONDS)).as("the shell has ended").isTrue();
      assertThat(shell.exitValue()).isEqualTo(128 + 15);
    } finally {
      shell.descendants().forEach(ProcessHandle::destroyForcibly);
      shell.destroyForcibly();
    }
  }

  private List<ProcessTable.Seen> children(Process shell) {
    return view.processes().table().children(shell.pid());
  }

  private long start(Process shell) {
    return view.processes().seen(shell.pid()).orElseThrow().start();
  }
}
