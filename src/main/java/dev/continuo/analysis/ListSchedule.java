package dev.continuo.analysis;

import dev.continuo.task.TaskSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Does tasks as the dispatcher would, on paper: whenever there is a slot, the best of those that
 * could start. The most urgent is the best (a task is as urgent as what waits for it), then the one
 * with the most tasks on its longest path, then the first.
 */
final class ListSchedule {
  private record Running(int task, long end) {}

  private final List<TaskSpec> tasks;
  private final int parallel;
  private final long[] millis;
  private final int[] awaited;
  private final List<List<Integer>> dependants = new ArrayList<>();
  private final PriorityQueue<Integer> ready;
  private final PriorityQueue<Running> running =
      new PriorityQueue<>(Comparator.comparingLong(Running::end).thenComparingInt(Running::task));
  private final Set<String> held = new TreeSet<>();
  private final Map<String, PriorityQueue<Integer>> parked = new HashMap<>();
  private final Comparator<Integer> best;
  private long now;

  ListSchedule(List<TaskSpec> tasks, int parallel) {
    this.tasks = tasks;
    this.parallel = parallel;
    millis = Expectations.millis(tasks);
    awaited = tasks.stream().mapToInt(Expectations::awaited).toArray();
    tasks.forEach(_ -> dependants.add(new ArrayList<>(2)));
    for (int i = 0; i < tasks.size(); i++) {
      for (var need : tasks.get(i).needs()) {
        dependants.get(need.index()).add(i);
      }
    }
    best = best();
    ready = new PriorityQueue<>(best);
  }

  private Comparator<Integer> best() {
    var urgency = new int[tasks.size()];
    var path = new int[tasks.size()];
    for (int i = tasks.size() - 1; i >= 0; i--) {
      urgency[i] = tasks.get(i).priority().ordinal();
      for (int dependant : dependants.get(i)) {
        urgency[i] = Math.max(urgency[i], urgency[dependant]);
        path[i] = Math.max(path[i], path[dependant]);
      }
      path[i]++;
    }
    return Comparator.<Integer>comparingInt(task -> -urgency[task])
        .thenComparingInt(task -> -path[task])
        .thenComparingInt(task -> task);
  }

  /** When the last of them ends, in milliseconds after the start. */
  long run() {
    for (int i = 0; i < awaited.length; i++) {
      if (tasks.get(i).needs().isEmpty()) {
        ready.add(i);
      }
    }
    startAll();
    for (var next = running.poll(); next != null; next = running.poll()) {
      now = next.end();
      end(next.task());
      startAll();
    }
    return now;
  }

  private void startAll() {
    while (running.size() < parallel && !ready.isEmpty()) {
      var task = ready.remove();
      if (!Expectations.work(tasks.get(task))) {
        satisfy(task);
      } else if (!lacksLock(task)) {
        held.addAll(tasks.get(task).locks());
        running.add(new Running(task, now + millis[task]));
      }
    }
  }

  /** Puts a task aside until the lock that it lacks is free; meanwhile others may have the rest. */
  private boolean lacksLock(int task) {
    for (var lock : tasks.get(task).locks()) {
      if (held.contains(lock)) {
        parked.computeIfAbsent(lock, _ -> new PriorityQueue<>(best)).add(task);
        tasks.get(task).locks().stream()
            .filter(other -> !held.contains(other))
            .forEach(this::offer);
        return true;
      }
    }
    return false;
  }

  private void offer(String lock) {
    var waiting = parked.get(lock);
    if (waiting != null && !waiting.isEmpty()) {
      ready.add(waiting.remove());
    }
  }

  private void end(int task) {
    var locks = tasks.get(task).locks();
    locks.forEach(held::remove);
    locks.forEach(this::offer);
    satisfy(task);
  }

  private void satisfy(int task) {
    for (int dependant : dependants.get(task)) {
      if (--awaited[dependant] == 0) {
        ready.add(dependant);
      }
    }
  }
}
