package dev.continuo.plan.yaml;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Lists the files of a project. */
public final class ProjectListing {
  /** Of a larger project, the first that are found. */
  public static final int FILES_MAX = 20_000;

  /** Folders that are looked into. */
  private static final int FOLDERS_MAX = 20_000;

  private ProjectListing() {}

  /**
   * Their paths from the project's folder, with slashes; without folders whose name begins with a
   * dot, and what cannot be read. Follows no link.
   */
  public static List<String> of(Path project) {
    var walk = new Walk(project);
    try {
      Files.walkFileTree(project, walk);
    } catch (IOException unreadable) {
      // what was found until then is there all the same, and it is an estimate
      return walk.paths;
    }
    return walk.paths;
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path project;
    private final List<String> paths = new ArrayList<>();
    private int folders;

    Walk(Path project) {
      this.project = project;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (++folders > FOLDERS_MAX) {
        return FileVisitResult.TERMINATE;
      }
      return !folder.equals(project) && folder.getFileName().toString().startsWith(".")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      paths.add(
          StreamSupport.stream(project.relativize(file).spliterator(), false)
              .map(Path::toString)
              .collect(Collectors.joining("/")));
      return paths.size() < FILES_MAX ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
