package dev.continuo.simulation;

import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.Limit;
import dev.continuo.engine.Command;
import dev.continuo.launch.LaunchCommand;
import dev.continuo.plan.TakeOver;
import dev.continuo.question.QuestionCommand;
import dev.continuo.run.RunCommand;
import dev.continuo.sync.SyncCommand;
import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TurnId;
import java.util.ArrayList;
import java.util.List;

/** What people do to runs while they go on, and to get everything moving or ended at last. */
final class People {
  static final String SOMEBODY = "somebody";
  private final Life life;
  private int latches;

  People(Life life) {
    this.life = life;
  }

  /** One thing that somebody might do now. */
  void meddle() {
    var chance = life.chance();
    var history = life.history();
    if (history.runs.isEmpty() || chance.once(12)) {
      life.clients().wish(new DispatchCommand.SetLimit(Limit.ATTEMPTS, chance.between(0, 4)));
      return;
    }
    var run = chance.pick(List.copyOf(history.runs.values()));
    if (run.stand == History.Stand.ENDED && chance.once(2)) {
      again(run);
    } else if (run.tasks.isEmpty() || chance.once(2)) {
      life.clients().wish(aboutRun(run));
    } else {
      aboutTask(chance.pick(run.tasks));
    }
  }

  private Command aboutRun(History.SeenRun run) {
    return switch (life.chance().below(13)) {
      case 0 -> new RunCommand.Pause(run.id, RunCommand.Reach.STARTS, "ada");
      case 1 -> new RunCommand.Pause(run.id, RunCommand.Reach.PROCESSES, "ada");
      case 2, 3 -> new RunCommand.Resume(run.id);
      case 4 -> new RunCommand.Cancel(run.id, "not needed");
      case 5 -> new RunCommand.SetParallel(run.id, life.chance().between(1, 4));
      case 6, 7, 8 -> add(run);
      case 9 -> new LaunchCommand.Next(run.id);
      default -> new RunCommand.Retry(run.id);
    };
  }

  /** More tasks, numbered as if no more had come since they were read. */
  private Command add(History.SeenRun run) {
    var first = run.tasks.size();
    return new RunCommand.Add(run.id, first, life.plans().more(first, run.tasks));
  }

  /** The same plan, or nearly, without what the ended run has done. */
  private void again(History.SeenRun run) {
    var plan = life.clients().plan(run.spec.name());
    life.clients().submit(life.plans().again(plan, new TakeOver(life.tasksOf(run.id))));
  }

  private void aboutTask(Seen task) {
    switch (life.chance().below(16)) {
      case 0, 1 -> life.clients().wish(new TaskCommand.Pause(task.id, "ada"));
      case 2, 3 -> life.clients().wish(new TaskCommand.Resume(task.id));
      case 4 -> life.clients().wish(new TaskCommand.Cancel(task.id, "not needed"));
      case 5 -> life.clients().wish(new RunCommand.RetryTask(task.id));
      case 6 -> life.clients().wish(new SyncCommand.Arrive(task.id, Plans.POINT));
      case 7 -> latch(task);
      case 8, 9, 10, 11 ->
          life.clients()
              .wish(new TaskCommand.Change(task.id, life.plans().revision(task.id.index())));
      case 12 -> {
        life.clients().wish(answer(task));
        life.clients().wish(answer(task));
      }
      case 13, 14 -> life.clients().wish(Agreement.decision(life.chance(), task));
      default -> life.clients().wish(why(task));
    }
  }

  private static Command why(Seen task) {
    return task.id.index() % 2 == 0
        ? new DispatchCommand.Explain(task.id)
        : new DispatchCommand.ExplainRun(task.id.run());
  }

  /** More often than not one that is allowed; others answer at the same time. */
  private Command answer(Seen task) {
    return new QuestionCommand.Answer(task.id, life.chance().between(1, Plans.ANSWER_MAX + 1));
  }

  /** Some other feature makes the task wait for a while. */
  private void latch(Seen task) {
    var latch = new Latch(Door.START, SOMEBODY, "latch-" + ++latches, Mover.CLOCK);
    life.clients().wish(new TaskCommand.PutLatch(task.id, latch));
    life.time()
        .after(
            life.chance().between(1_000, 60_000),
            () -> life.clients().wish(new TaskCommand.OpenLatch(task.id, latch)));
  }

  /** What a turn waits for that has ended: somebody opens it, or says that it will not come. */
  Latch awaited(TurnId turn) {
    var mover = Mover.values()[turn.fence() % 2 == 0 ? 0 : 1];
    var latch = new Latch(Door.RESUME, SOMEBODY, "resume-" + turn.fence(), mover);
    var id = turn.task();
    life.time()
        .after(
            life.chance().between(1_000, 60_000),
            () -> life.clients().wish(new TaskCommand.OpenLatch(id, latch)));
    return latch;
  }

  /** The server is told to stop, and to take the attempts with it. */
  void interruptAll() {
    life.history().tasks.values().stream()
        .filter(task -> task.turn != null)
        .toList()
        .forEach(task -> life.clients().wish(new TaskCommand.Interrupt(task.id)));
  }

  /** Opens what nobody else would. */
  void openLatches() {
    for (var task : life.history().tasks.values()) {
      for (var latch : List.copyOf(task.latches)) {
        if (latch.door() != Door.FINISH && latch.owner().equals(SOMEBODY)) {
          life.clients().wish(new TaskCommand.OpenLatch(task.id, latch));
        }
      }
    }
  }

  /** What a person does who wants all of it to go on. */
  void encourage() {
    var wishes = new ArrayList<Command>();
    wishes.add(new DispatchCommand.SetLimit(Limit.ATTEMPTS, Limit.ATTEMPTS_DEFAULT));
    for (var run : life.history().runs.values()) {
      if (run.stand == History.Stand.PAUSED) {
        wishes.add(new RunCommand.Resume(run.id));
      }
      for (var task : run.tasks) {
        if (task.unlaunched()) {
          wishes.add(new LaunchCommand.Next(run.id));
        }
        if (!task.approvals.isEmpty()) {
          wishes.add(Agreement.decision(life.chance(), task));
        }
        if (task.asks() && !task.stand.ended()) {
          wishes.add(new QuestionCommand.Answer(task.id, 1));
        }
        if ((task.held && !task.stand.ended()) || task.stand == Seen.Stand.PAUSED) {
          wishes.add(new TaskCommand.Resume(task.id));
        }
        if (task.stand == Seen.Stand.BLOCKED) {
          wishes.add(new TaskCommand.Cancel(task.id, "nobody knows"));
        }
      }
    }
    wishes.forEach(life.clients()::wish);
  }

  /** What a person does who has had enough. */
  void endAll() {
    for (var run : List.copyOf(life.history().runs.values())) {
      if (run.stand != History.Stand.ENDED) {
        life.clients().wish(new RunCommand.Cancel(run.id, "enough"));
      }
    }
  }
}
