package dev.continuo.server.handover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.condition.FollowsPart;
import dev.continuo.run.OnFailure;
import dev.continuo.task.GroupPart;
import dev.continuo.task.Need;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** As what a task knows those that it needs. */
class LeftTest {
  private static final GroupPart BY_NAME = new GroupPart(GroupPart.Form.BY_NAME);

  private final Given given = Given.run(Given.spec(7, OnFailure.PAUSE));
  private final List<String> names = new ArrayList<>();

  private void add(TaskSpec spec, String... needs) {
    var edges =
        List.of(needs).stream()
            .map(name -> new Need(names.indexOf(name), Need.On.SUCCEEDED))
            .toList();
    given.and(new TaskEvent.Submitted(Given.RUN.task(names.size()), spec.needing(edges)));
    names.add(spec.name());
  }

  private List<Left> left(String task) {
    var known = given.tasks.get(Given.RUN.task(names.indexOf(task)));
    assertThat(known).isNotNull();
    return Left.to(known, given.tasks);
  }

  @Test
  void plans_within_the_plan_go_without_saying_and_so_does_what_they_begin_with() {
    var start = new FollowsPart("a/.start");
    add(Given.task("prepare"));
    add(TaskSpec.sync("a/.start", List.of(), List.of()), "prepare");
    add(Given.task("a/b/compile").with(start), "a/.start");
    add(Given.task("a/b/test").with(start), "a/b/compile");
    add(TaskSpec.sync("a/b", List.of(), List.of(BY_NAME)), "a/b/compile", "a/b/test");
    add(Given.task("a/end").with(start), "a/b");
    add(TaskSpec.sync("a", List.of(), List.of(BY_NAME)), "a/b", "a/end");
    add(Given.task("ship"), "a");

    assertThat(left("a/.start")).extracting(Left::task).containsExactly("prepare");
    assertThat(left("a/b/compile")).extracting(Left::task).containsExactly("prepare");
    assertThat(left("a/b/test")).extracting(Left::task).containsExactly("compile");
    assertThat(left("a/end")).extracting(Left::task).containsExactly("b");
    assertThat(members(left("a/end").getFirst())).containsExactly("b/compile", "b/test");
    assertThat(left("ship")).extracting(Left::task).containsExactly("a");
    assertThat(members(left("ship").getFirst())).containsExactly("a/b", "a/end");
  }

  private static List<String> members(Left left) {
    return left.group().orElseThrow().members().stream().map(Left::task).toList();
  }
}
