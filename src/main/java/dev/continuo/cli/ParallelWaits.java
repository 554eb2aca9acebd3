package dev.continuo.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Waits for several runs and tasks at once, up to one deadline, each on a thread of its own. */
final class ParallelWaits {
  /**
   * One that settled, or for which the deadline came.
   *
   * @param index its place among those that were given
   */
  record Result(int index, Waited waited) {}

  private sealed interface News {
    record Came(Result result) implements News {}

    record Refused(CommandError why) implements News {}

    record Away(IOException why) implements News {}
  }

  private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

  ParallelWaits(Api api, List<Targets.Target> targets, Deadline deadline) {
    for (int i = 0; i < targets.size(); i++) {
      var index = i;
      Background.start(() -> await(api, targets.get(index), index, deadline));
    }
  }

  private void await(Api api, Targets.Target target, int index, Deadline deadline) {
    try {
      news.add(new News.Came(new Result(index, new Following(api).wait(target, deadline))));
    } catch (CommandError refused) {
      news.add(new News.Refused(refused));
    } catch (IOException away) {
      news.add(new News.Away(away));
    }
  }

  /** The next one; not called more often than there were targets. */
  Result next() throws IOException {
    try {
      return switch (news.take()) {
        case News.Came(var result) -> result;
        case News.Refused(var why) -> throw why;
        case News.Away(var why) -> throw why;
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the wait was interrupted", e);
    }
  }
}
