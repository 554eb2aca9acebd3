package dev.continuo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Features;
import dev.continuo.Given;
import dev.continuo.condition.Choice;
import dev.continuo.condition.ConditionCommand;
import dev.continuo.condition.ConditionPart;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.Limit;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Budget;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Event;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Recorded;
import dev.continuo.expansion.EachPart;
import dev.continuo.expansion.ExpansionCommand;
import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.launch.LaunchPart;
import dev.continuo.sync.SyncPart;
import dev.continuo.task.Exit;
import dev.continuo.task.GroupPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.Part;
import dev.continuo.task.Result;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sizes at which one step could lead to too many events: each must be cut into steps that fit. */
class StepBudgetTest {
  private static final Exit CLEAN = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
  private static final Exit UNCLEAN = new Exit(false, "exit code 1", Result.NONE, Text.EMPTY);

  private final Features features = Features.create();
  private final Engine engine = features.engine();
  private final List<Event> ends = new ArrayList<>();
  private int largest;

  private Moment at() {
    return new Moment(Given.WALL, Duration.ofMinutes(1), 7);
  }

  private Answer step(Supplier<Answer> step) {
    var answer = step.get();
    largest = Math.max(largest, engine.pending());
    engine.batch().events().stream()
        .map(Recorded::event)
        .filter(RunEvent.Ended.class::isInstance)
        .forEach(ends::add);
    engine.committed();
    return answer;
  }

  private void wish(Command command) {
    assertThat(step(() -> engine.handle(command, Caller.ENGINE, at())))
        .isInstanceOf(Answer.Accepted.class);
  }

  /** Takes steps until there is nothing to do; each is a batch of its own. */
  private void quiet() {
    var more = true;
    while (more) {
      more = own(engine.wake(at())) || own(engine.settle(at()));
    }
  }

  private boolean own(Optional<Answer> answer) {
    answer.ifPresent(_ -> step(answer::get));
    return answer.isPresent();
  }

  /** A run that stays open, for one of its tasks waits for a person to launch it. */
  private Run submitted(OnFailure policy, List<TaskSpec> specs) {
    var tasks = new ArrayList<>(specs);
    tasks.add(spec("open", new LaunchPart()));
    wish(new DispatchCommand.SetLimit(Limit.ATTEMPTS, 250));
    var first = RunCommand.piece(tasks);
    wish(new RunCommand.Submit(Given.spec(tasks.size(), policy), first));
    for (var next = first.size(); next < tasks.size(); ) {
      var piece = RunCommand.piece(tasks.subList(next, tasks.size()));
      wish(new RunCommand.Feed(Given.RUN, next, piece));
      next += piece.size();
    }
    wish(new RunCommand.SetParallel(Given.RUN, RunSpec.PARALLEL_MAX));
    return run();
  }

  private Run run() {
    return Objects.requireNonNull(features.runs().get(Given.RUN));
  }

  private List<Task> tasks(Predicate<Task> which) {
    return features.tasks().of(Given.RUN).values().stream().filter(which).toList();
  }

  /** Starts all that can start, and ends each turn like this, once. */
  private void endAll(Exit exit) {
    quiet();
    for (var running = running(); !running.isEmpty(); running = running()) {
      for (var task : running) {
        end(task, exit);
      }
      quiet();
    }
  }

  private List<Task> running() {
    return tasks(task -> task.state() instanceof State.Running && task.spec().kind() == Kind.WORK);
  }

  private void end(Task task, Exit exit) {
    var turn = task.turn().orElseThrow().id();
    wish(new TaskCommand.EndTurn(turn, exit));
    wish(new TaskCommand.ConfirmSweep(turn));
  }

  private static List<TaskSpec> many(int count, Part... parts) {
    return IntStream.range(0, count).mapToObj(i -> spec("t" + i, parts)).toList();
  }

  private static TaskSpec spec(String name, Part... parts) {
    return Given.task(name).having(List.of(parts));
  }

  private static GatePart gates() {
    return GatePart.required(
        IntStream.range(0, GatePart.GATES_MAX)
            .mapToObj(
                i ->
                    new GateSpec(
                        "g" + i,
                        new Work.Inline(),
                        List.of(),
                        GateSpec.Judge.EXIT,
                        0,
                        Timeout.DEFAULT))
            .toList());
  }

  private void withinBudget() {
    assertThat(largest).isPositive().isLessThanOrEqualTo(2 * Budget.STEP_EVENTS);
  }

  @Test
  void a_retry_may_meet_failed_queued_and_lost_tasks_in_any_number() {
    var specs = new ArrayList<TaskSpec>();
    specs.add(Given.task("x"));
    specs.addAll(many(2_600));
    for (int i = 0; i < 700; i++) {
      specs.add(Given.task("q" + i).needing(List.of(new Need(0, Need.On.ENDED))));
    }
    submitted(OnFailure.CONTINUE, specs);
    endAll(UNCLEAN);
    assertThat(tasks(task -> task.state() instanceof State.Failed)).hasSize(3_301);

    wish(new RunCommand.Retry(Given.RUN));
    wish(new DispatchCommand.SetLimit(Limit.ATTEMPTS, 0));
    quiet();

    assertThat(tasks(task -> task.state() instanceof State.Queued)).hasSize(2_601);
    assertThat(tasks(task -> task.state() instanceof State.Pending)).hasSize(701);
    withinBudget();
  }

  @Test
  void a_need_that_comes_back_takes_any_number_of_queued_tasks_with_it() {
    var specs = new ArrayList<TaskSpec>();
    specs.add(Given.task("x"));
    for (int i = 0; i < 2_000; i++) {
      specs.add(Given.task("q" + i).needing(List.of(new Need(0, Need.On.ENDED))));
    }
    submitted(OnFailure.CONTINUE, specs);
    quiet();
    wish(new DispatchCommand.SetLimit(Limit.ATTEMPTS, 0));
    end(running().getFirst(), UNCLEAN);
    quiet();
    assertThat(tasks(task -> task.state() instanceof State.Queued)).hasSize(2_000);

    wish(new RunCommand.Retry(Given.RUN));
    quiet();

    assertThat(tasks(task -> task.state() instanceof State.Queued)).hasSize(1);
    withinBudget();
  }

  @Test
  void a_cancel_may_meet_any_number_of_tasks_with_any_number_of_running_checks() {
    submitted(OnFailure.CONTINUE, many(250, gates()));
    endAll(CLEAN);
    assertThat(tasks(task -> task.state() instanceof State.Verifying)).hasSize(250);
    assertThat(tasks(task -> task.spec().kind() == Kind.CHECK)).hasSize(12_500);

    wish(new RunCommand.Cancel(Given.RUN, "enough"));
    quiet();
    for (var check : tasks(task -> task.turn().isPresent())) {
      end(check, UNCLEAN);
    }
    quiet();

    assertThat(ends)
        .containsExactly(new RunEvent.Ended(Given.RUN, RunState.Verdict.CANCELLED, "enough"));
    withinBudget();
  }

  @Test
  void a_retry_closes_any_number_of_gates() {
    submitted(OnFailure.CONTINUE, many(250, gates()));
    endAll(UNCLEAN);
    assertThat(tasks(task -> task.state() instanceof State.Failed)).hasSize(250);

    wish(new RunCommand.Retry(Given.RUN));
    quiet();

    assertThat(running()).hasSize(250);
    withinBudget();
  }

  @Test
  void plans_of_any_number_of_sync_points_and_gates_are_accepted() {
    var points = IntStream.range(0, SyncPart.POINTS_MAX).mapToObj(i -> "p" + i).toList();
    var run = submitted(OnFailure.CONTINUE, many(400, new SyncPart(points), gates()));

    assertThat(run.state()).isEqualTo(new RunState.Running());
    assertThat(tasks(_ -> true)).hasSize(401);
    withinBudget();
    endAll(CLEAN);
    assertThat(tasks(task -> task.state() instanceof State.Verifying)).hasSize(250);
    withinBudget();
  }

  @Test
  void lists_may_have_any_number_of_items_with_any_number_of_gates() {
    var each = new EachPart("x", Collections.emptySortedMap(), spec("list", gates()));
    var group = new GroupPart(GroupPart.Form.LIST, GroupPart.Source.ADDED);
    submitted(OnFailure.CONTINUE, List.of(TaskSpec.sync("list", List.of(), List.of(group, each))));
    quiet();
    var id = Given.RUN.task(0);
    var items = IntStream.rangeClosed(1, 500).mapToObj(i -> spec("list/" + i, gates())).toList();

    for (var there = 0; there < items.size(); there = features.tasks().items(id).size()) {
      var piece = RunCommand.piece(items.subList(there, items.size()));
      wish(new ExpansionCommand.Expand(id, there, items.size(), piece));
    }
    quiet();

    assertThat(features.tasks().items(id)).hasSize(500);
    assertThat(running()).hasSize(250);
    withinBudget();
  }

  @Test
  void any_number_of_joins_that_cannot_be_met_is_blocked() {
    var specs = new ArrayList<TaskSpec>();
    specs.add(spec("no", new ConditionPart("no", Collections.emptySortedMap())));
    for (int i = 0; i < 2_500; i++) {
      specs.add(
          Given.task("j" + i)
              .needing(List.of(new Need(0, Need.On.SUCCEEDED)))
              .with(new JoinPart(1)));
    }
    submitted(OnFailure.CONTINUE, specs);
    quiet();
    wish(new ConditionCommand.Decide(Given.RUN.task(0), new Choice.Skip("no")));
    quiet();

    assertThat(tasks(task -> task.state() instanceof State.Blocked)).hasSize(2_500);
    withinBudget();
  }
}
