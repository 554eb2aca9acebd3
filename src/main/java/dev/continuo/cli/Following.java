package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits until runs can move no further without a person. */
final class Following {
  private static final long WAIT_MS_MAX = 60_000;

  /** Between two looks at a run as a whole (SPEC S2-17). */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Api api;

  Following(Api api) {
    this.api = api;
  }

  /**
   * Tells of a run's events until it is settled or the deadline comes; returns how it stands then.
   *
   * @param after the last event that nobody needs to be told of
   */
  RunView tell(String run, long after, Teller teller, Deadline deadline) throws IOException {
    try (var feed = new Feed(api, run, after)) {
      api.patiently(deadline, () -> met(teller, run));
      var now = run(run, deadline);
      var moved = false;
      var look = Deadline.in(LOOK);
      while (!now.settled()) {
        var event = feed.next(deadline.or(look));
        if (look.over()) {
          api.patiently(deadline, () -> looked(teller, run));
          look = Deadline.in(LOOK);
        }
        if (event.isEmpty()) {
          if (deadline.over()) {
            return run(run, deadline);
          }
          continue;
        }
        tell(event.get(), teller, deadline);
        moved |= moves(event.get());
        if (moved && feed.quiet()) {
          now = run(run, deadline);
          moved = false;
        }
      }
      for (var event : rest(feed.after(), run, deadline)) {
        tell(event, teller, deadline);
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

  private void tell(EventView event, Teller teller, Deadline deadline) throws IOException {
    api.patiently(
        deadline,
        () -> {
          teller.tell(event);
          return event;
        });
  }

  private static String met(Teller teller, String run) throws IOException {
    teller.meet(run);
    return run;
  }

  private static String looked(Teller teller, String run) throws IOException {
    teller.look(run);
    return run;
  }

  private RunView run(String run, Deadline deadline) throws IOException {
    return new RunView(api.patiently(deadline, () -> api.get("/v1/runs/" + run)));
  }

  /** Waits without a word until it is settled or the deadline comes. */
  Waited wait(Targets.Target target, Deadline deadline) throws IOException {
    while (true) {
      var now = waited(target, deadline);
      if (now.settled() || deadline.over()) {
        return now;
      }
    }
  }

  private Waited waited(Targets.Target target, Deadline deadline) throws IOException {
    var ms = Math.clamp(deadline.left().toMillis(), 1, WAIT_MS_MAX);
    var path = target.path() + "/wait?timeoutMs=" + ms;
    var now = api.patiently(deadline, () -> api.get(path));
    if (!target.task()) {
      return new Waited(new RunView(now), Optional.empty());
    }
    var task = new TaskView(now);
    return new Waited(run(task.run(), deadline), Optional.of(task));
  }

  /** Whether the event may be what settles its run. */
  static boolean moves(EventView event) {
    return switch (event.type()) {
      case "task.submitted", "task.queued", "task.started", "task.launched", "task.swept" -> false;
      default -> true;
    };
  }
}
