package dev.continuo.dispatch;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.Schema;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.run.RunRefusal;
import dev.continuo.run.Runs;
import dev.continuo.task.RunId;
import dev.continuo.task.State;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The feature that starts tasks, as far as limits and ledgers allow. */
public final class Dispatch implements Feature<DispatchCommand, DispatchEvent> {
  private final Table<String, Limit> limits;
  private final Tasks tasks;
  private final Runs runs;
  private final Ledgers ledgers = new Ledgers();
  private final Queue queue;
  private final Why why;
  private final WhyRun whyRun;

  public Dispatch(Tables tables, Tasks tasks, Runs runs) {
    this.tasks = tasks;
    this.runs = runs;
    limits =
        tables.create(
            new Schema<>(
                "limit",
                String.class,
                Limit.class,
                _ -> Schema.EVERYWHERE,
                DispatchCommand.Wake::new));
    var ranks = new Ranks(tasks);
    queue = new Queue(ledgers, ranks, tasks::get);
    why = new Why(tasks, runs, queue, ledgers, this::limit);
    whyRun = new WhyRun(tasks, why);
    tasks.table().watch(ranks);
    tasks.table().watch(queue);
    register(new Locks());
    register(new Resources());
    runs.table().watch((id, _, run) -> queue.runChanged(id, run));
  }

  /**
   * Lets a feature keep account of something that tasks need for their start. Before the first row
   * is loaded: a lane is never looked for in a ledger that came later.
   */
  public void register(Ledger ledger) {
    ledgers.register(ledger);
    tasks.table().watch(ledger);
    ledger.tell(queue);
  }

  /** How many attempts may live in the whole store. */
  public int limit() {
    var limit = limits.get(Limit.ATTEMPTS);
    return limit == null ? Limit.ATTEMPTS_DEFAULT : limit.value();
  }

  /** Living attempts in the whole store. */
  public int used() {
    return queue.used();
  }

  /** Living attempts of one run. */
  public int used(RunId run) {
    return queue.used(run);
  }

  @Override
  public Class<DispatchCommand> commands() {
    return DispatchCommand.class;
  }

  @Override
  public Class<DispatchEvent> events() {
    return DispatchEvent.class;
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(DispatchRefusal.values());
  }

  @Override
  public Decision decide(DispatchCommand command, Moment at) {
    return switch (command) {
      case DispatchCommand.SetLimit(var name, var value) -> setLimit(name, value);
      case DispatchCommand.Explain(var id) -> {
        var task = tasks.get(id);
        yield task == null
            ? refuse(TaskRefusal.TASK_NOT_FOUND, Facts.of("task", id))
            : accept().replying(new DispatchReply.Reasons(why.explain(task, at)));
      }
      case DispatchCommand.ExplainRun(var id) -> {
        var run = runs.get(id);
        yield run == null
            ? refuse(RunRefusal.RUN_NOT_FOUND, Facts.of("run", id))
            : accept().replying(whyRun.explain(run, at));
      }
      case DispatchCommand.Wake _ -> accept();
    };
  }

  private Decision setLimit(String name, int value) {
    if (!name.equals(Limit.ATTEMPTS)) {
      return refuse(DispatchRefusal.LIMIT_UNKNOWN, Facts.of("limit", name));
    }
    if (value < 0 || value > Limit.MAX) {
      return refuse(
          DispatchRefusal.LIMIT_OUT_OF_RANGE,
          Facts.of("limit", name).and("value", value).and("max", Limit.MAX));
    }
    return limit() == value ? accept() : accept(new DispatchEvent.LimitSet(name, value));
  }

  @Override
  public Optional<Command> settle(Moment at) {
    return queue.used() >= limit() ? Optional.empty() : queue.next().map(this::start);
  }

  private Command start(TaskId id) {
    var task = tasks.get(id);
    return new TaskCommand.Start(
        id, task == null ? List.of() : ledgers.grants(task), State.Turn.LOCAL);
  }

  @Override
  public void apply(DispatchEvent event, Instant when) {
    switch (event) {
      case DispatchEvent.LimitSet(var name, var value) -> limits.put(name, new Limit(name, value));
    }
  }
}
