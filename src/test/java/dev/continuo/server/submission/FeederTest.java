package dev.continuo.server.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.engine.Command;
import dev.continuo.journal.Journal;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunEffect;
import dev.continuo.server.effect.Attempts;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeederTest {
  private static final RunId RUN = new RunId(1);
  private static final Text PLAN = new Text.Inline("plan");
  private static final List<TaskSpec> TASKS = List.of(TaskSpec.of("a", new Work.Inline()));
  private static final long PATIENCE_SECONDS = 20;

  /** What becomes of the next attempts to read a plan; those after them succeed. */
  private final LinkedBlockingDeque<RuntimeException> troubles = new LinkedBlockingDeque<>();

  private final LinkedBlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Command> reports = new LinkedBlockingQueue<>();
  private volatile @Nullable Text plan = PLAN;
  private final Feeder feeder =
      new Feeder(_ -> plan, this::compile, loop::add, (command, _) -> reports.add(command));

  private List<TaskSpec> compile(Text text) {
    var trouble = troubles.poll();
    if (trouble != null) {
      throw trouble;
    }
    return TASKS;
  }

  @AfterEach
  void close() {
    feeder.close();
  }

  /** What the feeder logs while this is done. */
  private static List<String> logged(Callable<@Nullable Void> act) throws Exception {
    var lines = new CopyOnWriteArrayList<String>();
    var log = Logger.getLogger(Attempts.class.getName());
    var handler =
        new StreamHandler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
          }
        };
    log.addHandler(handler);
    log.setUseParentHandlers(false);
    try {
      act.call();
    } finally {
      log.removeHandler(handler);
      log.setUseParentHandlers(true);
    }
    return lines;
  }

  private Runnable onLoop() throws InterruptedException {
    var act = loop.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(act).isNotNull();
    return java.util.Objects.requireNonNull(act);
  }

  @Test
  void a_plan_that_cannot_be_read_for_a_moment_is_read_as_soon_as_it_can_be() throws Exception {
    troubles.add(new UncheckedIOException("blob 1234 cannot be read", new IOException("away")));
    troubles.add(new Journal.Unavailable("busy", new IOException("busy")));

    var lines =
        logged(
            () -> {
              feeder.release(new RunEffect.FeedTasks(RUN, 0));
              onLoop().run();
              onLoop().run();
              assertThat(reports.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                  .isEqualTo(new RunCommand.Feed(RUN, 0, TASKS));
              return null;
            });

    assertThat(lines)
        .containsExactly("run " + RUN + ": its plan cannot be read now, blob 1234 cannot be read");
  }

  @Test
  void a_plan_that_its_run_does_not_ask_for_any_more_is_not_read_again() throws Exception {
    troubles.add(new UncheckedIOException("blob 1234 cannot be read", new IOException("away")));
    feeder.release(new RunEffect.FeedTasks(RUN, 0));
    var again = onLoop();
    plan = null;

    again.run();
    feeder.close();

    assertThat(loop).isEmpty();
    assertThat(reports).isEmpty();
  }
}
