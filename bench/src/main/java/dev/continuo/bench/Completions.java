package dev.continuo.bench;

import dev.continuo.Features;
import dev.continuo.engine.Answer;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Moment;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunReply;
import dev.continuo.task.Exit;
import dev.continuo.task.Need;
import dev.continuo.task.Result;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect.Desired;
import dev.continuo.task.TaskEffect.Keep;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What the engine alone takes for the completion of a task, in runs of different size: its end, its
 * sweep, what becomes ready by it and the start of the next. Every other task needs the one before.
 */
final class Completions {
  private static final List<Integer> SIZES = List.of(10_000, 100_000, 1_000_000);
  private static final int ROUNDS = 5;
  private static final int COMPLETIONS = 1_500;
  private static final double TIMES_MAX = 2;
  private static final Moment AT = new Moment(Instant.EPOCH, Duration.ofSeconds(1), 7);
  private static final Exit CLEAN = new Exit(true, "inline", Result.NONE, Text.EMPTY);

  private final Engine engine = Features.create().engine();
  private final ArrayDeque<Keep> wanted = new ArrayDeque<>();

  private Completions() {}

  static List<Figure> measure(Part.Place place) {
    sized(SIZES.getFirst());
    var figures = new ArrayList<Figure>();
    for (var size : SIZES) {
      var micros = sized(size);
      figures.add(
          Figure.of(
              "completion in a run of %,d tasks, engine alone".formatted(size),
              micros.median(),
              micros.rounds("µs")));
    }
    var times = figures.getLast().value() / figures.getFirst().value();
    figures.set(
        figures.size() - 1,
        figures
            .getLast()
            .against("independent of size: ≤ 2× that of 10,000", times <= TIMES_MAX)
            .beside(Samples.number(times) + "× that of 10,000"));
    return figures;
  }

  private static Samples sized(int size) {
    var own = new Completions();
    own.accept(size);
    var micros = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      var begun = System.nanoTime();
      own.complete(COMPLETIONS);
      micros[i] = (System.nanoTime() - begun) / 1e3 / COMPLETIONS;
    }
    return Samples.of(micros);
  }

  private void accept(int size) {
    RunId run = null;
    for (int first = 0; first < size; first += RunCommand.TASKS_MAX) {
      var tasks = new ArrayList<TaskSpec>();
      for (int i = first; i < Math.min(size, first + RunCommand.TASKS_MAX); i++) {
        tasks.add(task(i));
      }
      if (run == null) {
        run = decide(Local.run(tasks, size));
      } else {
        decide(new RunCommand.Feed(run, first, tasks));
      }
      settle();
    }
  }

  private static TaskSpec task(int index) {
    var plain = Local.task(index);
    return index % 2 == 0
        ? plain
        : new TaskSpec(
            plain.name(),
            plain.kind(),
            plain.work(),
            List.of(new Need(index - 1, Need.On.SUCCEEDED)),
            plain.env(),
            plain.workdir(),
            plain.timeout(),
            plain.retries(),
            plain.priority(),
            plain.locks(),
            plain.blame(),
            plain.subject(),
            plain.parts());
  }

  private void complete(int count) {
    for (int done = 0; done < count; ) {
      var keep = wanted.remove();
      if (keep.desired() == Desired.SWEPT) {
        decide(new TaskCommand.ConfirmSweep(keep.turn()));
      } else {
        decide(new TaskCommand.EndTurn(keep.turn(), CLEAN));
        done++;
      }
      settle();
    }
  }

  private RunId decide(Command command) {
    if (engine.handle(command, Caller.ENGINE, AT) instanceof Answer.Accepted(var reply)) {
      return reply instanceof RunReply.Submitted(var run) ? run : new RunId(1);
    }
    throw new IllegalStateException("refused: " + command);
  }

  /** Takes all steps that follow, and makes the batch durable nowhere. */
  private void settle() {
    while (engine.settle(AT).isPresent()) {}
    for (var effect : engine.batch().effects()) {
      if (effect instanceof Keep keep) {
        wanted.add(keep);
      }
    }
    engine.committed();
  }
}
