package dev.continuo.http;

import dev.continuo.expansion.EachPart;
import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.run.Run;
import dev.continuo.run.RunCommand;
import dev.continuo.task.SecretPart;
import dev.continuo.task.Task;
import dev.continuo.task.TaskSpec;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a task may add to its own run: not without end, and nothing that knows more than it does.
 */
final class Additions {
  /** So large may a run become by what its own tasks add. */
  static final int TASKS_MAX = 10_000;

  private Additions() {}

  /** Refuses what the task may not add; a person may. */
  static void check(Run run, Task by, RunCommand.Add more) {
    if (run.spec().work() + more.tasks().size() > TASKS_MAX) {
      throw Problems.forbidden(
          "run `%s`: has %d tasks, its own tasks may add to it up to %d"
              .formatted(run.id(), run.spec().work(), TASKS_MAX),
          "`continuo add` outside of a task has no such limit");
    }
    var known = new HashSet<>(secrets(by.spec()).toList());
    var others = new TreeSet<String>();
    more.tasks().stream()
        .flatMap(Additions::secrets)
        .filter(name -> !known.contains(name))
        .forEach(others::add);
    if (!others.isEmpty()) {
      throw Problems.forbidden(
          "task `%s`: may not give away the secret `%s`, which it does not have itself"
              .formatted(by.spec().name(), others.first()),
          "give it to the task under `secrets`, or have a person add these tasks");
    }
  }

  private static Stream<String> secrets(TaskSpec spec) {
    var own = spec.part(SecretPart.class).map(SecretPart::names).orElse(List.of()).stream();
    var gates =
        spec.part(GatePart.class).map(GatePart::gates).orElse(List.of()).stream()
            .map(GateSpec::secrets)
            .flatMap(List::stream);
    var items = spec.part(EachPart.class).stream().map(EachPart::task).flatMap(Additions::secrets);
    return Stream.of(own, gates, items).flatMap(each -> each);
  }
}
