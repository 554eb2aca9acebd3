package dev.continuo.analysis;

import dev.continuo.task.FilesPart;
import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The pairs of tasks that may touch the same files at the same time: their globs can stand for one
 * path, neither waits for the other, and no lock is held by both.
 *
 * @param pairs the first of them, in the order of the tasks
 * @param found how many there are
 * @param left how many tasks were not compared, because there are too many
 */
public record Overlaps(List<Pair> pairs, int found, int left) {
  public static final int PAIRS_MAX = 1000;

  /** Of more tasks that name files, and more different globs, the first are compared. */
  static final int TASKS_COMPARED_MAX = 2000;

  static final int GLOBS_COMPARED_MAX = 1000;

  /**
   * Two tasks, by index.
   *
   * @param files a glob of the first task that meets one of the second
   */
  public record Pair(int first, int second, String files, String others) {}

  public Overlaps {
    pairs = List.copyOf(pairs);
  }

  /** Those of a run that does one task at a time are none. */
  public static Overlaps of(List<TaskSpec> tasks, int parallel) {
    var search = new Search(tasks);
    if (parallel > 1) {
      search.compare();
    }
    return new Overlaps(search.pairs, search.found, search.left);
  }

  private static final class Search {
    final List<TaskSpec> tasks;
    final List<Integer> compared = new ArrayList<>();
    final Map<String, Integer> globs = new LinkedHashMap<>();
    final List<BitSet> met = new ArrayList<>();
    final Order order;
    final List<Pair> pairs = new ArrayList<>();
    int found;
    int left;

    Search(List<TaskSpec> tasks) {
      this.tasks = tasks;
      for (int i = 0; i < tasks.size(); i++) {
        gather(i, files(i));
      }
      order = new Order(tasks, compared);
    }

    private List<String> files(int task) {
      return tasks.get(task).part(FilesPart.class).map(FilesPart::globs).orElse(List.of());
    }

    private void gather(int task, List<String> files) {
      if (files.isEmpty()) {
        return;
      }
      if (compared.size() == TASKS_COMPARED_MAX
          || globs.size() + files.size() > GLOBS_COMPARED_MAX) {
        left++;
        return;
      }
      compared.add(task);
      files.forEach(glob -> globs.putIfAbsent(glob, globs.size()));
    }

    void compare() {
      meet();
      for (int i = 0; i < compared.size(); i++) {
        for (int j = i + 1; j < compared.size(); j++) {
          if (!order.ordered(i, j)
              && Collections.disjoint(locks(compared.get(i)), locks(compared.get(j)))) {
            compare(compared.get(i), compared.get(j));
          }
        }
      }
    }

    private List<String> locks(int task) {
      return tasks.get(task).locks();
    }

    private void meet() {
      var all = globs.keySet().stream().map(Glob::new).toList();
      for (int i = 0; i < all.size(); i++) {
        var those = new BitSet();
        for (int j = 0; j < all.size(); j++) {
          those.set(j, j < i ? met.get(j).get(i) : all.get(i).meets(all.get(j)));
        }
        met.add(those);
      }
    }

    private int number(String glob) {
      return Objects.requireNonNull(globs.get(glob));
    }

    private void compare(int first, int second) {
      for (var mine : files(first)) {
        for (var others : files(second)) {
          if (met.get(number(mine)).get(number(others))) {
            if (found++ < PAIRS_MAX) {
              pairs.add(new Pair(first, second, mine, others));
            }
            return;
          }
        }
      }
    }
  }
}
