package dev.continuo.cli;

import java.io.IOException;
import java.util.Locale;

/**
 * Watches a run until it can move no further without a person: on a terminal with a board of its
 * tasks, elsewhere line by line.
 */
final class Watch {
  private static final java.util.Set<String> NO = java.util.Set.of("", "0", "false");

  private final World world;
  private final Api api;
  private final boolean live;

  private Watch(World world, Api api, boolean live) {
    this.world = world;
    this.api = api;
    this.live = live;
  }

  /** Line by line, whatever standard error is. */
  static Watch plain(World world, Api api) {
    return new Watch(world, api, false);
  }

  /** On a board where there can be one, and nobody has asked for plain lines. */
  static Watch of(World world, Api api) {
    return new Watch(world, api, drawn(world));
  }

  /**
   * Whether words are drawn: {@code CONTINUO_PLAIN} is ours, and what builds has {@code CI} set and
   * keeps what is said in a file.
   */
  static boolean drawn(World world) {
    return NO.contains(world.variable("CONTINUO_PLAIN").toLowerCase(Locale.ROOT))
        && NO.contains(world.variable("CI").toLowerCase(Locale.ROOT))
        && world.terminal().drawable();
  }

  /**
   * Tells of all after an event, and at the end how the run stands and what to type; returns it.
   *
   * @param timeout the deadline in the user's words; empty when there is none
   */
  RunView until(String run, long after, Deadline deadline, String timeout) throws IOException {
    Teller teller;
    RunView now;
    if (live) {
      try (var view = new LiveView(world, api)) {
        teller = view;
        now = new Following(api).tell(run, after, teller, deadline);
      }
    } else {
      teller = new Progress(world, api, Progress.Told.ALL);
      now = new Following(api).tell(run, after, teller, deadline);
    }
    if (now.settled()) {
      new Summary(world, api, teller::justShown).tell(now);
    } else {
      world.output().say("run " + run + " still runs after " + timeout + " and goes on");
      world.output().hint("`continuo wait " + run + "` comes back to it");
    }
    return now;
  }

  /** What Ctrl-C leaves behind while a run is watched. */
  static String detached(String run) {
    return "run " + run + " goes on, `continuo wait " + run + "` comes back to it";
  }
}
