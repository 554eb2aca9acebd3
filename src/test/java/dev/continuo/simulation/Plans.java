package dev.continuo.simulation;

import dev.continuo.condition.FollowsPart;
import dev.continuo.engine.Budget;
import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.gate.ReviewPart;
import dev.continuo.launch.LaunchPart;
import dev.continuo.plan.TakeOver;
import dev.continuo.question.QuestionPart;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunLimit;
import dev.continuo.run.RunSpec;
import dev.continuo.sync.SyncPart;
import dev.continuo.task.Blame;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.GroupPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.Part;
import dev.continuo.task.Priority;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.Retries;
import dev.continuo.task.Revision;
import dev.continuo.task.TakenOver;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Draws plans: chains, fans out and in, diamonds and whatever else earlier needs can form. */
final class Plans {
  /** A whole plan; {@code spec.total()} is the number of its tasks. */
  record Plan(RunSpec spec, List<TaskSpec> tasks) {}

  private enum Shape {
    CHAIN,
    FAN_OUT,
    FAN_IN,
    DIAMOND,
    LOOSE,
    ANY
  }

  /** Where some tasks meet. */
  static final String POINT = "there";

  /** The number of the last answer that some tasks wait for. */
  static final int ANSWER_MAX = 2;

  /** One plan of so many is a wide one. */
  private static final int WIDE_ONCE = 400;

  private static final Work WORK = new Work.Inline();
  private static final QuestionPart QUESTION =
      QuestionPart.open(
          "who?", Collections.nCopies(ANSWER_MAX, new QuestionPart.Option("somebody", WORK)));
  private static final List<String> LOCKS = List.of("db", "port");

  /** Pools of one name are one pool, whatever each plan has of it. */
  private static final List<List<String>> POOLS =
      List.of(List.of("1", "2"), List.of("2", "3", "4"));

  private final Chance chance;
  private int count;

  Plans(Chance chance) {
    this.chance = chance;
  }

  Plan next() {
    if (chance.once(WIDE_ONCE)) {
      return wide();
    }
    return chance.once(12) ? pattern(chance.pick(Patterns.ALL)) : drawn();
  }

  /** Of so many tasks that what is done about all of them just fits into a step, or just not. */
  private Plan wide() {
    var gates = chance.pick(List.of(0, 10, GatePart.GATES_MAX));
    var parts =
        gates == 0
            ? List.<Part>of()
            : List.<Part>of(
                GatePart.required(IntStream.range(0, gates).mapToObj(this::gate).toList()));
    var heavy = TaskSpec.of("wide", WORK).having(parts);
    var size = Budget.STEP_EVENTS / heavy.weight() + chance.between(0, 2);
    var on = chance.pick(List.of(Need.On.values()));
    var tasks = new ArrayList<TaskSpec>(size);
    tasks.add(TaskSpec.of("task-0", WORK));
    for (int i = 1; i < size; i++) {
      tasks.add(heavy.named("task-" + i).needing(List.of(new Need(0, on))));
    }
    var policy = chance.pick(List.of(OnFailure.values()));
    return new Plan(spec(chance.between(1, 30), policy, tasks), tasks);
  }

  private GateSpec gate(int index) {
    return new GateSpec("gate-" + index, WORK, List.of(), GateSpec.Judge.EXIT, 1, Timeout.DEFAULT);
  }

  /** A pattern as its compiler makes it. */
  private Plan pattern(dev.continuo.plan.Plan of) {
    return new Plan(
        spec(Math.min(of.parallel(), chance.between(1, 5)), of.onFailure(), of.tasks()),
        of.tasks());
  }

  private Plan drawn() {
    var size = chance.once(40) ? chance.between(8, 30) : chance.between(1, 5);
    var shape = chance.pick(List.of(Shape.values()));
    var tasks = new ArrayList<TaskSpec>(size);
    for (int i = 0; i < size; i++) {
      tasks.add(following(task("task-" + i, needs(shape, i, size))));
    }
    var policy = chance.pick(List.of(OnFailure.values()));
    return new Plan(spec(chance.between(1, 3), policy, tasks), tasks);
  }

  private RunSpec spec(int parallel, OnFailure policy, List<TaskSpec> tasks) {
    return new RunSpec(
        "plan-" + ++count,
        "/project",
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        Text.EMPTY,
        RunLimit.ofPlan(parallel),
        policy,
        tasks.size(),
        Kind.SYNC.count(tasks));
  }

  /** Some tasks for a run that goes on; the first of them is to be read as {@code first}. */
  List<TaskSpec> more(int first, List<Seen> there) {
    var tasks = new ArrayList<TaskSpec>();
    for (int i = chance.between(1, 3); i > 0; i--) {
      var needs = new ArrayList<Need>();
      there.stream()
          .filter(task -> task.spec.kind() == Kind.WORK && task.id.index() < first)
          .forEach(task -> addIf(chance.once(4), task.id.index(), needs));
      for (int j = 0; j < tasks.size(); j++) {
        addIf(chance.once(3), first + j, needs);
      }
      var name = chance.once(20) ? "task-0" : "added-" + ++count;
      tasks.add(task(name, needs));
    }
    return tasks;
  }

  /** The plan of an ended run once more, now and then with a task that does something else. */
  Plan again(Plan plan, TakeOver earlier) {
    var tasks = new ArrayList<TaskSpec>();
    for (var spec : plan.tasks()) {
      var env = new TreeMap<>(spec.env());
      if (chance.once(6)) {
        env.put("CHANGED", "in plan-" + count);
      }
      tasks.add(fresh(spec, env));
    }
    var like = plan.spec();
    var spec =
        new RunSpec(
            "plan-" + ++count,
            like.project(),
            like.inputs(),
            like.env(),
            like.plan(),
            like.limit(),
            like.onFailure(),
            like.total(),
            like.syncs());
    var answered = TakeOver.answered(tasks, earlier.answers(tasks));
    return new Plan(spec, earlier.marked(answered, earlier.done(answered)));
  }

  /** The task as its plan says, not as another run took it over. */
  private static TaskSpec fresh(TaskSpec of, SortedMap<String, String> env) {
    return new TaskSpec(
        of.name(),
        of.kind(),
        of.work(),
        of.needs(),
        env,
        of.workdir(),
        of.timeout(),
        of.retries(),
        of.priority(),
        of.locks(),
        of.blame(),
        of.subject(),
        of.parts().stream().filter(part -> !(part instanceof TakenOver)).toList());
  }

  /** What somebody might want of a task that has not started. */
  Revision revision(int index) {
    var needs = new ArrayList<Need>();
    for (int i = chance.below(3); i > 0; i--) {
      addIf(true, chance.below(index + (chance.once(3) ? 3 : 1) + 1), needs);
    }
    return new Revision(
        chance.once(2) ? Optional.of(chance.pick(List.of(Priority.values()))) : Optional.empty(),
        chance.once(20) ? Optional.of(Text.EMPTY) : Optional.empty(),
        chance.once(2) && (index > 0 || chance.once(8))
            ? Optional.of(
                index == 0 ? needs : needs.stream().map(need -> before(need, index)).toList())
            : Optional.empty(),
        chance.once(3) ? Optional.of(timeout()) : Optional.empty(),
        chance.once(3) ? Optional.of(chance.below(3)) : Optional.empty());
  }

  /** Nearly always a need that is allowed. */
  private Need before(Need need, int index) {
    return chance.once(10) ? need : new Need(need.index() % index, need.on());
  }

  private List<Need> needs(Shape shape, int index, int size) {
    var last = index == size - 1;
    var needs = new ArrayList<Need>();
    switch (shape) {
      case CHAIN -> addIf(index > 0, index - 1, needs);
      case FAN_OUT -> addIf(index > 0, 0, needs);
      case FAN_IN -> all(last ? index : 0, 0, needs);
      case DIAMOND -> {
        if (last) {
          all(index, 1, needs);
        } else {
          addIf(index > 0, 0, needs);
        }
      }
      case LOOSE -> {}
      case ANY -> {
        for (int i = 0; i < index; i++) {
          addIf(chance.once(3), i, needs);
        }
      }
    }
    return needs;
  }

  private void all(int end, int begin, List<Need> needs) {
    for (int i = begin; i < end; i++) {
      addIf(true, i, needs);
    }
  }

  private void addIf(boolean that, int index, List<Need> needs) {
    if (that) {
      needs.add(new Need(index, chance.once(5) ? Need.On.ENDED : Need.On.SUCCEEDED));
    }
  }

  private TaskSpec task(String name, List<Need> needs) {
    if (chance.once(15)) {
      return list(name, needs);
    }
    return needs.isEmpty() || !chance.once(10) ? work(name, needs) : group(name, needs);
  }

  /** One that stands for what comes of a list. */
  private TaskSpec list(String name, List<Need> needs) {
    var item = TaskSpec.of(name, WORK).having(gates());
    var parts = new ArrayList<Part>();
    parts.add(new GroupPart(GroupPart.Form.LIST, GroupPart.Source.ADDED));
    parts.add(Lists.draw(chance, item));
    if (needs.size() > 1 && chance.once(3)) {
      parts.add(new JoinPart(chance.between(1, needs.size())));
    }
    if (chance.once(8)) {
      parts.add(Conditions.draw(chance));
    }
    return TaskSpec.sync(name, needs, parts);
  }

  /** Now and then one that is skipped with the first that it needs. */
  private TaskSpec following(TaskSpec task) {
    return task.needs().isEmpty() || task.part(JoinPart.class).isPresent() || !chance.once(8)
        ? task
        : task.with(new FollowsPart("task-" + task.needs().getFirst().index()));
  }

  /** One that stands for all that it needs. */
  private TaskSpec group(String name, List<Need> needs) {
    var ends = needs.stream().map(need -> new Need(need.index(), Need.On.ENDED)).toList();
    return TaskSpec.sync(
        name, ends, List.of(new GroupPart(chance.pick(List.of(GroupPart.Form.values())))));
  }

  private TaskSpec work(String name, List<Need> needs) {
    return chance.once(8)
        ? work(name, needs, new Work.Unassigned(Text.EMPTY)).with(QUESTION)
        : work(name, needs, WORK);
  }

  private TaskSpec work(String name, List<Need> needs, Work work) {
    return new TaskSpec(
        name,
        Kind.WORK,
        work,
        needs,
        Collections.emptySortedMap(),
        "",
        timeout(),
        retries(),
        chance.once(3) ? chance.pick(List.of(Priority.values())) : Priority.NORMAL,
        locks(),
        chance.once(6) ? Blame.NOBODY : Blame.RUN,
        Optional.empty(),
        parts(needs));
  }

  private List<Part> parts(List<Need> needs) {
    var parts = gates();
    if (needs.size() > 1 && chance.once(3)) {
      parts.add(new JoinPart(chance.between(1, needs.size())));
    }
    if (chance.once(12)) {
      parts.add(new LaunchPart());
    }
    if (chance.once(8)) {
      parts.add(Conditions.draw(chance));
    }
    if (chance.once(8)) {
      parts.add(Conditions.drawUntil(chance));
    }
    if (chance.once(8)) {
      parts.add(new SyncPart(List.of(POINT)));
    }
    if (chance.once(8)) {
      parts.add(Agreement.draw(chance));
    }
    if (chance.once(4)) {
      parts.add(
          new ResourcePart(
              List.of(new ResourcePart.Ask("port", chance.between(1, 2), chance.pick(POOLS)))));
    }
    if (chance.once(16)) {
      parts.add(new ChoicePart(List.of("this", "that")));
    }
    return parts;
  }

  private Timeout timeout() {
    return switch (chance.below(4)) {
      case 0 -> new Timeout(Duration.ofSeconds(chance.between(1, 20)), Timeout.Action.STOP);
      case 1 -> new Timeout(Duration.ofSeconds(chance.between(1, 20)), Timeout.Action.ASK);
      default -> Timeout.DEFAULT;
    };
  }

  private Retries retries() {
    return chance.once(3)
        ? new Retries(chance.between(1, 2), Duration.ofSeconds(2), Duration.ofSeconds(60))
        : Retries.NONE;
  }

  private List<String> locks() {
    return switch (chance.below(6)) {
      case 0 -> List.of(chance.pick(LOCKS));
      case 1 -> chance.once(2) ? LOCKS : List.of();
      default -> List.of();
    };
  }

  private List<Part> gates() {
    if (!chance.once(4)) {
      return new ArrayList<>();
    }
    var gates = new ArrayList<GateSpec>();
    var advisory = new ArrayList<String>();
    for (int i = chance.between(1, 2); i > 0; i--) {
      var judge = chance.pick(List.of(GateSpec.Judge.values()));
      var gate = new GateSpec("gate-" + i, WORK, List.of(), judge, chance.between(0, 2), timeout());
      gates.add(gate);
      if (chance.once(4)) {
        advisory.add(gate.name());
      }
    }
    var review =
        new ReviewPart(
            chance.pick(List.of(ReviewPart.Order.values())),
            chance.pick(List.of(ReviewPart.Spent.values())));
    return new ArrayList<>(List.of(new GatePart(gates, advisory), review));
  }
}
