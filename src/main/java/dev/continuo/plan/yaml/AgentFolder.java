package dev.continuo.plan.yaml;

import dev.continuo.plan.AgentDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The agent definitions of a project, and behind them those that are built in. */
public final class AgentFolder implements AgentDefinitions {
  private static final int NAMES_MAX = 1000;
  private static final String ENDING = ".yml";

  private final Path project;

  public AgentFolder(Path project) {
    this.project = project;
  }

  /** What is wrong with the name, if it is none that an agent can have. */
  public static Optional<String> wrongName(String name) {
    return Names.isName(name)
        ? Optional.empty()
        : Optional.of("not a name, found " + Quote.of(name) + Names.ALLOWED);
  }

  @Override
  public byte @Nullable [] find(String name) throws IOException {
    try {
      return Disk.read(project.resolve(AgentDefinitions.path(name)), AgentReader.FILE_BYTES_MAX);
    } catch (NoSuchFileException absent) {
      return BuiltInAgents.find(name);
    }
  }

  @Override
  public List<String> names() {
    return Stream.concat(written().stream(), BuiltInAgents.NAMES.stream()).distinct().toList();
  }

  /** None when the folder cannot be listed: a suggestion is not worth an error. */
  private List<String> written() {
    try (var files = Files.list(project.resolve(FOLDER))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .limit(NAMES_MAX)
          .sorted()
          .toList();
    } catch (IOException unlisted) {
      return List.of();
    }
  }
}
