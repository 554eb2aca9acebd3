package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listen for the last lines of turns that are alive, each on a thread of its own that waits in the
 * server until there is something new.
 */
final class Listeners implements AutoCloseable {
  /** More are on no screen. */
  private static final int LISTENERS_MAX = 100;

  private static final int BYTES_A_READ = 4096;
  private static final Duration WAIT_MAX = Duration.ofSeconds(20);

  /** Of a turn that says a lot, this is how often somebody can want to read its last line. */
  private static final Duration BETWEEN_LINES = Duration.ofMillis(300);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** Takes the last line of a task's turn. */
  interface Heard {
    void said(Watched task, String line);
  }

  private final Api api;
  private final Heard heard;
  private final Set<String> turns = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Listeners(Api api, Heard heard) {
    this.api = api;
    this.heard = heard;
  }

  /** Listens to the turns of these tasks that are not listened to yet. */
  void to(Collection<Watched> tasks) {
    for (var task : tasks) {
      if (turns.size() < LISTENERS_MAX && turns.add(task.turn())) {
        Background.start(() -> listen(task));
      }
    }
  }

  private void listen(Watched task) {
    var offset = 0L;
    while (!closed && offset >= 0) {
      try {
        offset = heard(task, offset);
        Deadline.never().pass(BETWEEN_LINES);
      } catch (IOException away) {
        Deadline.never().pass(AFTER_FAILURE);
      } catch (CommandError gone) {
        // The run is told of without it.
        break;
      }
    }
    turns.remove(task.turn());
  }

  /** Waits for something after the offset; returns the next offset, less than 0 at the end. */
  private long heard(Watched task, long offset) throws IOException {
    var wait = "&limit=" + BYTES_A_READ + "&waitMs=" + WAIT_MAX.toMillis();
    var answer = read(task, "&offset=" + offset + wait);
    if (answer.body().length == BYTES_A_READ) {
      answer = read(task, "&last=" + BYTES_A_READ);
    }
    var line = LastLine.of(answer.body());
    if (!line.isEmpty()) {
      heard.said(task, line);
    }
    return answer.header("continuo-ended").equals("true") ? -1 : OutputReader.next(answer, offset);
  }

  private Answer read(Watched task, String query) throws IOException {
    var turn = URLEncoder.encode(task.turn(), UTF_8);
    var path = "/v1/tasks/" + task.id() + "/output?turn=" + turn + query;
    return api.answer(Client.Request.get(path)).orRefuse();
  }

  @Override
  public void close() {
    closed = true;
  }
}
