package dev.continuo.upkeep;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What lies where in a data folder. */
record Layout(Path home) {
  private static final Pattern LOG = Pattern.compile("server\\.log(\\.[0-9]+)?|crash-[0-9]+\\.log");

  /** What all files below a path take. */
  record Size(int files, long bytes) {
    static final Size NONE = new Size(0, 0);

    Size and(Size other) {
      return new Size(files + other.files, bytes + other.bytes);
    }
  }

  /** The folder of one turn: its output and its result. */
  record TurnFolder(Path path, RunId run) {
    String name() {
      return String.valueOf(path.getFileName());
    }
  }

  Path store() {
    return home.resolve("store.db");
  }

  Path archive() {
    return home.resolve("archive");
  }

  Path blobs() {
    return home.resolve("blobs");
  }

  Path turns() {
    return home.resolve("worker").resolve("turns");
  }

  Path spool() {
    return home.resolve("worker").resolve("spool");
  }

  /** The folders of turns, of those whose name says which. */
  List<TurnFolder> turnFolders() throws IOException {
    var folders = new ArrayList<TurnFolder>();
    for (var path : entries(turns())) {
      run(name(path)).ifPresent(run -> folders.add(new TurnFolder(path, run)));
    }
    return folders;
  }

  /** The files that hold texts of tasks and stand where they are written: outputs and logs. */
  List<Path> texts() throws IOException {
    var texts = new ArrayList<Path>();
    var roots = new ArrayList<>(List.of(turns(), spool()));
    entries(home).stream().filter(Layout::isLog).forEach(roots::add);
    for (var root : roots) {
      if (Files.exists(root)) {
        try (var files = Files.walk(root)) {
          files
              .filter(file -> Files.isRegularFile(file, NOFOLLOW_LINKS))
              .sorted()
              .forEach(texts::add);
        }
      }
    }
    return texts;
  }

  /** The names of the turns that have a record in the spool: they are not over yet. */
  Set<String> openTurns() throws IOException {
    var open = new HashSet<String>();
    for (var path : entries(spool())) {
      var name = name(path);
      open.add(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    }
    return open;
  }

  private static Optional<RunId> run(String turn) {
    var dot = turn.indexOf('.');
    return dot < 0 ? Optional.empty() : TaskId.parse(turn.substring(0, dot)).map(TaskId::run);
  }

  /** What stands in a folder, in the order of the names; nothing where there is none. */
  static List<Path> entries(Path folder) throws IOException {
    var entries = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(folder)) {
      found.forEach(entries::add);
    } catch (NoSuchFileException none) {
      return List.of();
    }
    entries.sort(null);
    return entries;
  }

  /** Whether the server, or its JVM when it died, has written this at the top of the folder. */
  static boolean isLog(Path entry) {
    return LOG.matcher(name(entry)).matches();
  }

  static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  /** What the files below take; those that go meanwhile do not count. */
  static Size size(Path below) throws IOException {
    var sum = new long[2];
    if (Files.exists(below)) {
      Files.walkFileTree(
          below,
          new Walk() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              sum[0]++;
              sum[1] += attributes.size();
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return new Size(Math.toIntExact(sum[0]), sum[1]);
  }

  /** Deletes a folder with all that is in it; follows no link out of it. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new Walk() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path of, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
            Files.deleteIfExists(of);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Walks over what may be going away at this moment. */
  private abstract static class Walk extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
