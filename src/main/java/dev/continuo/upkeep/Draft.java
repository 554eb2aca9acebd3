package dev.continuo.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that something is made in, beside the place where it will be. It goes when it is closed,
 * and when a signal ends the process; only a kill leaves it behind.
 */
final class Draft implements AutoCloseable {
  /** Gives what was made its place. */
  interface Placing {
    void place() throws IOException;
  }

  private final Path folder;
  private final Thread hook = new Thread(this::interrupted, "draft");

  private Draft(Path folder) {
    this.folder = folder;
  }

  static Draft beside(Path place, String name) throws IOException {
    var parent = place.toAbsolutePath().resolveSibling("");
    var draft = new Draft(Files.createTempDirectory(parent, ".continuo-" + name));
    Runtime.getRuntime().addShutdownHook(draft.hook);
    return draft;
  }

  Path folder() {
    return folder;
  }

  /** Places what was made; never while it is being removed. */
  synchronized void placed(Placing act) throws IOException {
    act.place();
  }

  private synchronized void interrupted() {
    try {
      Layout.delete(folder);
    } catch (IOException e) {
      System.getLogger(Draft.class.getName())
          .log(System.Logger.Level.WARNING, "left `" + folder + "` behind", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // What fails here now fails because the folder goes; nobody is to be told of it.
      forever();
    }
    if (Files.exists(folder)) {
      Layout.delete(folder);
    }
  }

  private static void forever() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
