package dev.continuo.plan.yaml;

import dev.continuo.plan.PlanFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The plans below the folder of a project. */
public final class PlanFolder implements PlanFiles {
  private final Path project;

  public PlanFolder(Path project) {
    this.project = project;
  }

  @Override
  public byte @Nullable [] find(String path) throws IOException {
    try {
      var file = project.resolve(path).toRealPath();
      if (!file.startsWith(project.toRealPath())) {
        throw new FileSystemException(path, null, "it leads out of the project");
      }
      return Disk.read(file, PlanReader.PLAN_BYTES_MAX);
    } catch (NoSuchFileException | InvalidPathException absent) {
      return null;
    }
  }
}
