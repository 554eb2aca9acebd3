package dev.continuo.run;

/**
 * How many attempts of a run may be alive at once, and who says so.
 *
 * @param source where the number stands, as it is told to whoever waits for a slot
 */
public record RunLimit(int parallel, String source) {
  /** What no project or plan has changed. */
  public static final RunLimit USUAL =
      new RunLimit(RunSpec.PARALLEL_DEFAULT, "the default of `limits.parallel`");

  /** What its plan says. */
  public static RunLimit ofPlan(int parallel) {
    return new RunLimit(parallel, "`limits.parallel` of its plan");
  }

  /** What the pattern says that its plan is. */
  public static RunLimit ofPattern(int parallel) {
    return new RunLimit(parallel, "`max_concurrent` of its pattern");
  }

  /** What its pattern needs for the streams that wait for each other. */
  public static RunLimit ofStreams(int together) {
    return new RunLimit(together, "the number of streams of its pattern");
  }

  /** What was said of the run while it went on. */
  static RunLimit set(int parallel) {
    return new RunLimit(parallel, "`parallel` of its run (`continuo set`)");
  }

  /** What a file of the project says. */
  public static RunLimit ofProject(int parallel, String key, String file) {
    return new RunLimit(parallel, "`" + key + "` of `" + file + "`");
  }
}
