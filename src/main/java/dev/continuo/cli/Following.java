package dev.continuo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Waits until runs can move no further without a person. */
final class Following {
  private static final long WAIT_MS_MAX = 60_000;

  private final Api api;

  Following(Api api) {
    this.api = api;
  }

  /**
   * Tells of a run's events until it is settled or the deadline comes; returns how it stands then.
   *
   * @param after the last event that nobody needs to be told of
   */
  RunView tell(String run, long after, Progress progress, Deadline deadline) throws IOException {
    try (var feed = new Feed(api, run, after)) {
      api.patiently(deadline, () -> progressOf(progress, run));
      var now = run(run, deadline);
      var moved = false;
      while (!now.settled()) {
        var event = feed.next(deadline);
        if (event.isEmpty()) {
          return run(run, deadline);
        }
        tell(event.get(), progress, deadline);
        moved |= moves(event.get());
        if (moved && feed.quiet()) {
          now = run(run, deadline);
          moved = false;
        }
      }
      for (var event : rest(feed.after(), run, deadline)) {
        tell(event, progress, deadline);
      }
      return now;
    }
  }

  /**
   * The events up to the one that settled the run: it is readable no later than the run is settled.
   */
  private List<EventView> rest(long after, String run, Deadline deadline) throws IOException {
    return api.patiently(
        deadline,
        () -> {
          var events = new ArrayList<EventView>();
          new Lists(api).events(after, run, events::add);
          return events;
        });
  }

  private void tell(EventView event, Progress progress, Deadline deadline) throws IOException {
    api.patiently(
        deadline,
        () -> {
          progress.tell(event);
          return event;
        });
  }

  private static String progressOf(Progress progress, String run) throws IOException {
    progress.meet(run);
    return run;
  }

  private RunView run(String run, Deadline deadline) throws IOException {
    return new RunView(api.patiently(deadline, () -> api.get("/v1/runs/" + run)));
  }

  /** Waits without a word. */
  RunView wait(String run, Deadline deadline) throws IOException {
    while (true) {
      var ms = Math.clamp(deadline.left().toMillis(), 1, WAIT_MS_MAX);
      var now =
          new RunView(
              api.patiently(deadline, () -> api.get("/v1/runs/" + run + "/wait?timeoutMs=" + ms)));
      if (now.settled() || deadline.over()) {
        return now;
      }
    }
  }

  /** Whether the event may be what settles its run. */
  private static boolean moves(EventView event) {
    return switch (event.type()) {
      case "task.submitted", "task.queued", "task.started", "task.launched", "task.swept" -> false;
      default -> true;
    };
  }
}
