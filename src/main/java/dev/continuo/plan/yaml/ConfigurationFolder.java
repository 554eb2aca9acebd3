package dev.continuo.plan.yaml;

import dev.continuo.plan.ConfigurationFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration of a project. */
public final class ConfigurationFolder implements ConfigurationFiles {
  private final Path project;

  public ConfigurationFolder(Path project) {
    this.project = project;
  }

  @Override
  public byte @Nullable [] find(String path) throws IOException {
    try {
      return Disk.read(project.resolve(path), ConfigurationReader.FILE_BYTES_MAX);
    } catch (NoSuchFileException absent) {
      return null;
    }
  }

  @Override
  public boolean has(String path) {
    var file = project.resolve(path);
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
