package dev.continuo.pattern;

import java.util.Locale;

/** The patterns by name, and what helps to choose among them. */
public enum Shape {
  PARALLEL_INDEPENDENT("max_concurrent", "No dependencies", "High", "Low"),
  SEQUENTIAL_HANDOFF("handoff_artifacts", "Strong dependencies", "None", "Medium"),
  PARALLEL_WITH_SYNC_POINTS("sync_points", "Mostly independent", "Medium", "Medium"),
  PRIMARY_WITH_REVIEWERS("primary_agent", "Need validation", "Medium", "Low"),
  INCREMENTAL_WITH_VALIDATION("phases", "Large migration", "None", "High"),
  FAN_OUT_FAN_IN("fan_out", "Multiple similar tasks", "High", "Medium"),
  CONDITIONAL_BRANCHING("conditional_logic", "Dynamic routing", "Varies", "High"),
  COMBINATION("stages", "Several of these, one after another", "Varies", "High");

  private final String key;
  private final String useWhen;
  private final String parallelism;
  private final String complexity;

  Shape(String key, String useWhen, String parallelism, String complexity) {
    this.key = key;
    this.useWhen = useWhen;
    this.parallelism = parallelism;
    this.complexity = complexity;
  }

  /** What it is called everywhere. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The key that only a configuration of this pattern has. */
  public String key() {
    return key;
  }

  public String useWhen() {
    return useWhen;
  }

  public String parallelism() {
    return parallelism;
  }

  public String complexity() {
    return complexity;
  }
}
