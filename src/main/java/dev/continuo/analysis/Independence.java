package dev.continuo.analysis;

import dev.continuo.task.FilesPart;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which tasks could be done by different workers at the same time. Two are independent when neither
 * waits for the other, they touch different files and hold no lock in common (SPEC S4-26). Of a
 * task that does not say which files it touches, nothing can be said: it is independent of none.
 *
 * @param tasks all that were compared: the work, without sync points
 * @param together the largest set found, in one batch, of tasks that are all independent of each
 *     other, by their place among {@code tasks}
 * @param dependencies what keeps pairs of tasks apart in time: {@code b needs a}
 * @param conflicts what they would both touch: {@code a and b: src/**}
 */
record Independence(
    List<TaskSpec> tasks,
    List<Integer> together,
    List<String> dependencies,
    List<String> conflicts) {
  /** More tasks are more than one analysis for people is of. */
  static final int TASKS_MAX = 200;

  Independence {
    tasks = List.copyOf(tasks);
    together = List.copyOf(together);
    dependencies = List.copyOf(dependencies);
    conflicts = List.copyOf(conflicts);
  }

  static Independence of(List<TaskSpec> all) {
    var work =
        IntStream.range(0, all.size()).filter(i -> Expectations.work(all.get(i))).boxed().toList();
    return new Comparison(all, work).result();
  }

  /** Whether nothing at all keeps two of them apart. */
  boolean complete() {
    return dependencies.isEmpty() && conflicts.isEmpty();
  }

  private static final class Comparison {
    final List<TaskSpec> all;
    final List<Integer> work;
    final List<TaskSpec> tasks;
    final Order order;
    final List<List<Glob>> globs;
    final boolean[][] apart;
    final List<String> dependencies = new ArrayList<>();
    final List<String> conflicts = new ArrayList<>();

    Comparison(List<TaskSpec> all, List<Integer> work) {
      this.all = all;
      this.work = work;
      tasks = work.stream().map(all::get).toList();
      order = new Order(all, work);
      globs = tasks.stream().map(task -> files(task).stream().map(Glob::new).toList()).toList();
      apart = new boolean[tasks.size()][tasks.size()];
    }

    Independence result() {
      for (int second = 0; second < tasks.size(); second++) {
        for (int first = 0; first < second; first++) {
          compare(first, second);
        }
      }
      return new Independence(tasks, together(), dependencies, conflicts);
    }

    private void compare(int first, int second) {
      var a = tasks.get(first);
      var b = tasks.get(second);
      if (order.ordered(first, second)) {
        apart[first][second] = true;
        if (b.needs().stream().anyMatch(need -> need.index() == work.get(first))) {
          dependencies.add(b.name() + " needs " + a.name());
        }
        return;
      }
      var shared = a.locks().stream().filter(b.locks()::contains).toList();
      if (!shared.isEmpty()) {
        apart[first][second] = true;
        dependencies.add(
            a.name() + " and " + b.name() + " share the lock " + String.join(", ", shared));
      }
      var file = shared(first, second);
      if (!file.isEmpty()) {
        apart[first][second] = true;
        conflicts.add(a.name() + " and " + b.name() + ": " + file);
      }
      apart[first][second] |= globs.get(first).isEmpty() || globs.get(second).isEmpty();
    }

    /** A glob of the first that meets one of the second; empty when none does. */
    private String shared(int first, int second) {
      for (int i = 0; i < globs.get(first).size(); i++) {
        for (var other : globs.get(second)) {
          if (globs.get(first).get(i).meets(other)) {
            return files(tasks.get(first)).get(i);
          }
        }
      }
      return "";
    }

    private List<Integer> together() {
      List<Integer> largest = List.of();
      for (var batch : Batches.of(all).members()) {
        var taken = new ArrayList<Integer>();
        for (int index : batch) {
          var place = Collections.binarySearch(work, index);
          var said = !globs.get(place).isEmpty();
          if (said && taken.stream().noneMatch(other -> apart[other][place])) {
            taken.add(place);
          }
        }
        largest = taken.size() > largest.size() ? taken : largest;
      }
      return largest;
    }
  }

  static List<String> files(TaskSpec task) {
    return task.part(FilesPart.class).map(FilesPart::globs).orElse(List.of());
  }
}
