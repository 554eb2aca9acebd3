package dev.continuo.upkeep;

import dev.continuo.Features;
import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Event;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Reactions;
import dev.continuo.journal.Core;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.codec.Lifts;
import dev.continuo.journal.codec.Vocabulary;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.run.RunEvent;
import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A feature with a bug that strikes for tasks named {@link #BAD}, and for no others. */
final class Planted implements Feature<Planted.Poke, Planted.Poked> {
  static final String BAD = "bad";

  /** Where it strikes. */
  enum Where {
    NOWHERE,
    DECIDE,
    OVERFLOW,
    MEMORY,
    APPLY,
    REACT,
    WATCH,
    SETTLE,
    WAKE
  }

  /** Follows when a task of any name is queued, or its run is cancelled. */
  record Poke(TaskId task) implements Command {}

  record Poked(TaskId task) implements Event {}

  private final Tasks tasks;
  private final Where where;
  private final TreeSet<TaskId> live = new TreeSet<>();

  private Planted(Tasks tasks, Where where) {
    this.tasks = tasks;
    this.where = where;
    tasks.table().watch(this::seen);
  }

  /** The engine with all features and this one. */
  static Core core(Where where) {
    var features = Features.create();
    var all = new ArrayList<Feature<?, ?>>(features.inOrder());
    all.add(new Planted(features.tasks(), where));
    var engine = new Engine(features.tables(), all);
    var words = Vocabulary.of(features.tables(), engine.features());
    return new Core(
        features.tables(), features.tasks(), features.runs(), engine, new Codec(words, Lifts.NONE));
  }

  static Rebuild.Core rebuilding(Where where) {
    var core = core(where);
    return new Rebuild.Core(core.tables(), core.engine(), core.codec());
  }

  private void seen(TaskId id, @Nullable Task before, @Nullable Task after) {
    if (after != null && bad(after) && after.state() instanceof State.Queued) {
      strike(Where.WATCH);
    }
    if (after != null && bad(after) && !(after.state() instanceof State.Succeeded)) {
      live.add(id);
    } else {
      live.remove(id);
    }
  }

  private static boolean bad(Task task) {
    return task.spec().name().equals(BAD);
  }

  private boolean bad(TaskId id) {
    var task = tasks.get(id);
    return task != null && bad(task);
  }

  private void strike(Where here) {
    if (where == here) {
      throw new UnsupportedOperationException("planted in " + here);
    }
  }

  @SuppressWarnings("InfiniteRecursion") // that is the fault
  private static int overflow(int depth) {
    return overflow(depth + 1) + overflow(depth + 2);
  }

  @Override
  public Class<Poke> commands() {
    return Poke.class;
  }

  @Override
  public Class<Poked> events() {
    return Poked.class;
  }

  @Override
  public Decision decide(Poke command, Moment at) {
    if (bad(command.task())) {
      strike(Where.DECIDE);
      if (where == Where.OVERFLOW) {
        throw new IllegalStateException("no stack is so deep: " + overflow(0));
      }
      if (where == Where.MEMORY) {
        throw new OutOfMemoryError("planted");
      }
    }
    return Decision.accept(new Poked(command.task()));
  }

  @Override
  public void apply(Poked event, Instant when) {
    if (bad(event.task())) {
      strike(Where.APPLY);
    }
  }

  @Override
  public void react(Reactions on) {
    on.on(TaskEvent.Queued.class, event -> List.of(new Poke(event.task())));
    on.on(
        RunEvent.EndAdvanced.class,
        event -> {
          if (bad(event.run().task(0))) {
            strike(Where.WAKE);
          }
          return List.of();
        });
    on.on(
        Poked.class,
        event -> {
          if (bad(event.task())) {
            strike(Where.REACT);
          }
          return List.of();
        });
  }

  @Override
  public Optional<Command> settle(Moment at) {
    if (where == Where.SETTLE && !live.isEmpty()) {
      tasks.get(live.first());
      strike(Where.SETTLE);
    }
    return Optional.empty();
  }
}
