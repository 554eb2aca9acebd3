package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.plan.TasksFile;
import dev.continuo.plan.yaml.PlanFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that gives the tasks for the configuration of a pattern. */
final class GivenTasks {
  @Option(
      names = "--tasks",
      paramLabel = "FILE",
      description = "Take the tasks of a pattern from this file; PLAN is its configuration.")
  private String file = "";

  boolean given() {
    return !file.isEmpty();
  }

  /** The file, which nobody has checked yet. */
  Optional<TasksFile> file(Path folder) {
    if (!given()) {
      return Optional.empty();
    }
    try {
      return switch (PlanFile.open(folder.resolve(file), file)) {
        case PlanFile.Unreadable(var problem) ->
            throw new CommandError(Exit.USAGE, problem.line(), problem.hint());
        case PlanFile.Opened opened -> Optional.of(new TasksFile(file, text(opened.bytes())));
      };
    } catch (InvalidPathException e) {
      throw new CommandError(
          Exit.USAGE, "option `--tasks`: not a path, found `" + file + "`", "name a file");
    }
  }

  private String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException malformed) {
      throw new CommandError(
          Exit.USAGE, file + ": not a text, must be UTF-8", "name a YAML file, saved as UTF-8");
    }
  }
}
