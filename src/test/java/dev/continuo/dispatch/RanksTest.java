package dev.continuo.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.task.Blame;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.Priority;
import dev.continuo.task.Retries;
import dev.continuo.task.Revision;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Timeout;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RanksTest {
  @Test
  void a_chain_inherits_the_priority_of_its_end_and_counts_down_to_it() {
    var given = Given.run(task(Priority.LOW), task(Priority.NORMAL, 0), task(Priority.HIGH, 1));

    assertThat(ranks(given))
        .containsExactly(rank(Priority.HIGH, 3), rank(Priority.HIGH, 2), rank(Priority.HIGH, 1));
  }

  @Test
  void priority_is_inherited_by_what_is_needed_and_by_nobody_else() {
    var given =
        Given.run(
            task(Priority.LOW), task(Priority.HIGH, 0), task(Priority.LOW, 0), task(Priority.LOW));

    assertThat(ranks(given))
        .containsExactly(
            rank(Priority.HIGH, 2),
            rank(Priority.HIGH, 1),
            rank(Priority.LOW, 1),
            rank(Priority.LOW, 1));
  }

  @Test
  void the_longest_of_several_paths_counts() {
    var given =
        Given.run(
            task(Priority.NORMAL),
            task(Priority.NORMAL, 0),
            task(Priority.NORMAL, 1),
            task(Priority.NORMAL, 0, 2));

    assertThat(ranks(given)).extracting(Ranks.Rank::path).containsExactly(4, 3, 2, 1);
  }

  @Test
  void a_check_has_the_rank_of_its_subject_whatever_its_own_place() {
    var given = Given.run(task(Priority.LOW), task(Priority.HIGH, 0));
    given.and(new TaskEvent.Submitted(Given.RUN.task(2), check(Given.RUN.task(0))));

    assertThat(ranks(given).getLast()).isEqualTo(rank(Priority.HIGH, 2));
  }

  @Test
  void a_cancelled_dependant_gives_nothing_and_cuts_what_is_behind_it() {
    var given = Given.run(task(Priority.LOW), task(Priority.HIGH, 0), task(Priority.LOW, 0));
    var ranks = watching(given);
    ranks.compute(Given.RUN);
    assertThat(ranks.of(at(given, 0))).isEqualTo(rank(Priority.HIGH, 2));

    given.and(new TaskEvent.Cancelled(Given.RUN.task(1), "not needed"));
    ranks.changed(Given.RUN.task(1), submitted(given, 1), at(given, 1));
    assertThat(ranks.outdated()).containsExactly(Given.RUN);
    ranks.compute(Given.RUN);

    assertThat(ranks.outdated()).isEmpty();
    assertThat(ranks.of(at(given, 0))).isEqualTo(rank(Priority.LOW, 2));
  }

  @Test
  void a_changed_priority_and_changed_needs_are_passed_on() {
    var given = Given.run(task(Priority.LOW), task(Priority.LOW, 0), task(Priority.LOW));
    var ranks = watching(given);
    ranks.compute(Given.RUN);
    var last = Given.RUN.task(2);
    var revision =
        new Revision(
            Optional.of(Priority.URGENT),
            Optional.empty(),
            Optional.of(List.of(new Need(1, Need.On.ENDED))),
            Optional.empty(),
            Optional.empty());

    given.and(new TaskEvent.Changed(last, revision));
    ranks.changed(last, submitted(Given.run(task(Priority.LOW)), 0), at(given, 2));
    assertThat(ranks.outdated()).containsExactly(Given.RUN);
    ranks.compute(Given.RUN);

    assertThat(ranks.of(at(given, 0))).isEqualTo(rank(Priority.URGENT, 3));
    assertThat(ranks.of(at(given, 1))).isEqualTo(rank(Priority.URGENT, 2));
  }

  @Test
  void paths_are_computed_again_once_for_many_changes_of_the_graph_and_never_for_those_of_states() {
    var given =
        Given.run(
            task(Priority.LOW), task(Priority.LOW, 0), task(Priority.LOW, 1), task(Priority.LOW));
    var ranks = watching(given);
    given.tasks.table().watch(ranks);
    ranks.compute(Given.RUN);
    var computed = 0;

    for (int index = 0; index < 3; index++) {
      var id = Given.RUN.task(index);
      given.and(
          new TaskEvent.Queued(id, State.Place.TAIL, State.Next.ATTEMPT),
          new TaskEvent.Started(id, new TurnId(id, 1, 1), Optional.empty()),
          new TaskEvent.Succeeded(id));
      computed += computeOutdated(ranks);
    }
    assertThat(computed).isZero();

    given.and(new TaskEvent.Submitted(Given.RUN.task(4), task(Priority.LOW, 3)));
    given.and(new TaskEvent.Submitted(Given.RUN.task(5), task(Priority.LOW, 4)));
    given.and(new TaskEvent.Cancelled(Given.RUN.task(5), "not needed"));
    computed += computeOutdated(ranks) + computeOutdated(ranks);

    assertThat(computed).isEqualTo(1);
    assertThat(ranks.of(at(given, 3))).isEqualTo(rank(Priority.LOW, 2));
  }

  private static int computeOutdated(Ranks ranks) {
    var runs = List.copyOf(ranks.outdated());
    runs.forEach(ranks::compute);
    return runs.size();
  }

  @Test
  void a_task_that_was_not_ranked_yet_has_its_own_priority_and_the_shortest_path() {
    var given = Given.run(task(Priority.LOW), task(Priority.HIGH, 0));

    assertThat(new Ranks(given.tasks).of(at(given, 0))).isEqualTo(rank(Priority.LOW, 1));
  }

  @Test
  void a_run_that_leaves_memory_is_forgotten() {
    var given = Given.run(task(Priority.LOW), task(Priority.HIGH, 0));
    var ranks = watching(given);
    ranks.compute(Given.RUN);

    ranks.changed(Given.RUN.task(1), at(given, 1), null);
    ranks.changed(Given.RUN.task(0), at(given, 0), null);

    assertThat(ranks.outdated()).isEmpty();
    assertThat(ranks.of(at(given, 0))).isEqualTo(rank(Priority.LOW, 1));
  }

  private static List<Ranks.Rank> ranks(Given given) {
    var ranks = watching(given);
    ranks.compute(Given.RUN);
    return given.tasks.of(Given.RUN).values().stream().map(ranks::of).toList();
  }

  private static Ranks watching(Given given) {
    var ranks = new Ranks(given.tasks);
    given.tasks.of(Given.RUN).forEach((id, task) -> ranks.changed(id, null, task));
    assertThat(ranks.outdated()).containsExactly(Given.RUN);
    return ranks;
  }

  private static Task at(Given given, int index) {
    var task = given.tasks.get(Given.RUN.task(index));
    assertThat(task).isNotNull();
    return task;
  }

  /** The task as it was before anything happened to it. */
  private static Task submitted(Given given, int index) {
    var spec = at(given, index).spec();
    var fresh = Given.nothing().and(new TaskEvent.Submitted(Given.RUN.task(index), spec));
    return at(fresh, index);
  }

  private static Ranks.Rank rank(Priority priority, int path) {
    return new Ranks.Rank(priority, path);
  }

  private static TaskSpec task(Priority priority, int... needs) {
    return spec(
        Kind.WORK,
        priority,
        IntStream.of(needs).mapToObj(index -> new Need(index, Need.On.SUCCEEDED)).toList(),
        Optional.empty());
  }

  private static TaskSpec check(TaskId subject) {
    return spec(Kind.CHECK, Priority.LOW, List.of(), Optional.of(subject));
  }

  private static TaskSpec spec(
      Kind kind, Priority priority, List<Need> needs, Optional<TaskId> subject) {
    return new TaskSpec(
        "task",
        kind,
        new Work.Inline(),
        needs,
        Collections.emptySortedMap(),
        "",
        Timeout.DEFAULT,
        Retries.NONE,
        priority,
        List.of(),
        Blame.RUN,
        subject,
        List.of());
  }
}
