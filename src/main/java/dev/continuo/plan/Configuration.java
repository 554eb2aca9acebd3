package dev.continuo.plan;

import dev.continuo.routing.Routing;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the files of a project say about all its plans.
 *
 * @param maxParallelTasks attempts of a run at once, where its plan says nothing
 * @param maxAgents attempts of a run at once, whatever its plan says
 * @param wipMax attempts of a run at once for whoever works lean, whatever its plan says
 * @param wipPreferred more than these are noted
 * @param packets how many files one agent is given
 * @param autoLaunch whether batches start by themselves, where a plan says nothing
 * @param routing who does what
 * @param models the model of each tier, by the tier's name in small letters
 * @param hooks checks of all tasks; none while they are not enabled
 * @param files the content of all files that were read, by path; {@link ConfigurationFiles#of}
 *     makes a later reading independent of what became of them
 */
public record Configuration(
    Optional<Told<Integer>> maxParallelTasks,
    Optional<Told<Integer>> maxAgents,
    Optional<Told<Integer>> wipMax,
    Optional<Told<Integer>> wipPreferred,
    Packets packets,
    Optional<Told<Boolean>> autoLaunch,
    Routing routing,
    Map<String, String> models,
    List<Hook> hooks,
    SortedMap<String, String> files) {
  public static final Configuration NONE =
      new Configuration(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Packets.USUAL,
          Optional.empty(),
          Routing.NONE,
          Map.of(),
          List.of(),
          Collections.emptySortedMap());

  private static final int PARALLEL_RECOMMENDED_MIN = 3;
  private static final int PARALLEL_RECOMMENDED_MAX = 5;

  public Configuration {
    models = Map.copyOf(models);
    hooks = List.copyOf(hooks);
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * A file of the project that checks all tasks.
   *
   * @param gate the name of the gate
   * @param path seen from the project
   * @param weight what its failure means
   */
  public record Hook(String gate, String path, Weight weight) {}

  /** What the failure of a hook means. */
  public enum Weight {
    /** The task is not done. */
    REQUIRED,
    /** It is told. */
    ADVISORY
  }

  /** Whether batches start by themselves where a plan says nothing. */
  public boolean launchesBatches() {
    return autoLaunch.map(Told::value).orElse(true);
  }

  /** What is odd about it and yet holds. */
  public List<String> notes() {
    return maxParallelTasks.stream()
        .filter(
            told ->
                told.value() < PARALLEL_RECOMMENDED_MIN || told.value() > PARALLEL_RECOMMENDED_MAX)
        .map(
            told ->
                "%s: `max_parallel_tasks` is %d, %d to %d are recommended"
                    .formatted(
                        told.file(),
                        told.value(),
                        PARALLEL_RECOMMENDED_MIN,
                        PARALLEL_RECOMMENDED_MAX))
        .toList();
  }
}
