package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A run on a terminal: what matters later is said in lines that stay, and below them stands a board
 * of the tasks that a thread of its own draws again when something has changed.
 */
final class LiveView implements Teller, AutoCloseable {
  private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);

  /** The times on the board count seconds. */
  private static final Duration UNCHANGED_MAX = Duration.ofSeconds(1);

  private static final Duration CLOSE_MAX = Duration.ofSeconds(1);

  /** Of a larger run, tasks further down are on the board once something happens to them. */
  private static final int TASKS_MAX = 100_000;

  private final World world;
  private final Api api;
  private final Progress progress;
  private final Listeners listeners;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Thread drawing =
      Thread.ofPlatform().name("live-view").daemon().unstarted(this::run);
  private @Nullable RunPicture picture;
  private Board.Size size = Board.Size.USUAL;
  private boolean changed;
  private boolean resized;
  private boolean closed;

  LiveView(World world, Api api) {
    this.world = world;
    this.api = api;
    this.progress = new Progress(world, api, Progress.Told.WHAT_MATTERS);
    this.listeners = new Listeners(api, this::said);
  }

  @Override
  public void meet(String run) throws IOException {
    var met = new RunPicture(new RunView(api.get("/v1/runs/" + run)));
    new Lists(api)
        .tasks(
            run,
            TASKS_MAX,
            task -> {
              met.meet(task);
              progress.remember(task);
            });
    change(() -> picture = met);
    if (drawing.getState() == Thread.State.NEW) {
      drawing.start();
    }
  }

  @Override
  public void look(String run) throws IOException {
    progress.look(run);
  }

  @Override
  public void tell(EventView event) throws IOException {
    progress.tell(event);
    change(
        () -> {
          if (picture != null) {
            picture.apply(event);
          }
        });
  }

  @Override
  public boolean justShown(String task) {
    return progress.justShown(task);
  }

  private void said(Watched task, String line) {
    change(
        () -> {
          if (picture != null) {
            picture.said(task.id(), task.turn(), line);
          }
        });
  }

  private void change(Runnable how) {
    lock.lock();
    try {
      how.run();
      changed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    size = world.terminal().size();
    draw();
    world.terminal().onResize(() -> change(() -> resized = true));
    try {
      while (awaitNews()) {
        draw();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there is something to draw again; not when the view is closed. */
  private boolean awaitNews() throws InterruptedException {
    Deadline.never().pass(BETWEEN_FRAMES);
    lock.lock();
    try {
      var nanos = UNCHANGED_MAX.minus(BETWEEN_FRAMES).toNanos();
      while (!changed && !closed && nanos > 0) {
        nanos = news.awaitNanos(nanos);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void draw() {
    if (takeResized()) {
      size = world.terminal().size();
    }
    lock.lock();
    try {
      changed = false;
      if (picture != null) {
        listeners.to(picture.speaking());
        world.output().draw(painted(Board.lines(picture, size, world.clock().instant())));
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean takeResized() {
    lock.lock();
    try {
      var taken = resized;
      resized = false;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private List<String> painted(List<Line> lines) {
    return lines.stream().map(line -> line.painted(world.output().errStyle())).toList();
  }

  /** Stops drawing; the tasks as they stand last stay on the screen. */
  @Override
  public void close() {
    listeners.close();
    change(() -> closed = true);
    try {
      drawing.join(CLOSE_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      var last =
          picture == null ? List.<Line>of() : Board.last(picture, size, world.clock().instant());
      world.output().endDrawing(painted(last));
    } finally {
      lock.unlock();
    }
  }
}
