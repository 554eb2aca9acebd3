package dev.continuo.journal;

import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunLimit;
import dev.continuo.run.RunSpec;
import dev.continuo.task.Blame;
import dev.continuo.task.Exit;
import dev.continuo.task.Kind;
import dev.continuo.task.Need;
import dev.continuo.task.Priority;
import dev.continuo.task.Result;
import dev.continuo.task.Retries;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import dev.continuo.task.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Runs to submit. */
public final class Plans {
  public static final Exit CLEAN = new Exit(true, "exit code 0", Result.NONE, Text.EMPTY);
  public static final Exit DIRTY =
      new Exit(false, "exit code 3", Result.NONE, new Text.Inline("no such file"));

  private Plans() {}

  /** A run of independent scripts. */
  public static RunCommand.Submit of(String name, int tasks) {
    var specs = new ArrayList<TaskSpec>();
    for (int i = 0; i < tasks; i++) {
      specs.add(TaskSpec.of("task-" + i, new Work.Script(new Text.Inline("echo " + i))));
    }
    return new RunCommand.Submit(spec(name, OnFailure.PAUSE, tasks), specs);
  }

  private static RunSpec spec(String name, OnFailure onFailure, int tasks) {
    var env = new TreeMap<>(java.util.Map.of("HOME", "/home/ada", "LANG", "C"));
    return new RunSpec(
        name, "/home/ada/project", env, env, Text.EMPTY, RunLimit.ofPlan(3), onFailure, tasks, 0);
  }

  /** A run with a bit of everything. */
  public static RunCommand.Submit random(Random chance) {
    var size = 1 + chance.nextInt(6);
    var specs = new ArrayList<TaskSpec>();
    for (int i = 0; i < size; i++) {
      var needs = new ArrayList<Need>();
      if (i > 0 && chance.nextBoolean()) {
        needs.add(new Need(chance.nextInt(i), pick(chance, Need.On.values())));
      }
      var gate =
          new GateSpec(
              "tests",
              new Work.Command(List.of("make", "test")),
              List.of(),
              GateSpec.Judge.EXIT,
              1,
              Timeout.DEFAULT);
      specs.add(
          new TaskSpec(
              "task-" + i,
              Kind.WORK,
              new Work.Script(new Text.Inline("echo " + i)),
              needs,
              new TreeMap<>(),
              "",
              new Timeout(Duration.ofSeconds(30), pick(chance, Timeout.Action.values())),
              new Retries(chance.nextInt(2), Duration.ofSeconds(1), Duration.ofSeconds(9)),
              pick(chance, Priority.values()),
              chance.nextInt(3) == 0 ? List.of("database") : List.of(),
              pick(chance, Blame.values()),
              Optional.empty(),
              chance.nextInt(3) == 0 ? List.of(GatePart.required(List.of(gate))) : List.of()));
    }
    var onFailure = pick(chance, OnFailure.values());
    return new RunCommand.Submit(spec("run-" + chance.nextInt(1000), onFailure, size), specs);
  }

  public static <T> T pick(Random chance, T[] of) {
    return of[chance.nextInt(of.length)];
  }
}
