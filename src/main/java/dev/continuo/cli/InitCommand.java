package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.yaml.AgentFolder;
import dev.continuo.plan.yaml.PlanSchema;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "init",
    footer = {"  continuo init", "  continuo init --agent codex"},
    description = {
      "Makes a first plan for the current folder in .continuo, with what is built and tested there.",
      "",
      "Nothing that is there is changed; called again, it makes what is missing."
    })
final class InitCommand implements Verb {
  private static final String FOLDER = ".continuo";
  private static final String PLAN = FOLDER + "/plan.yaml";
  private static final String IGNORED =
      """
      # Made by `continuo init` from the program; no need to keep them.
      *.schema.json
      """;

  private final World world;

  @Option(names = "--agent", paramLabel = "NAME", description = "The agent to define.")
  private String agent = "claude";

  InitCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    AgentFolder.wrongName(agent)
        .ifPresent(
            wrong -> {
              throw new CommandError(
                  Exit.USAGE, "option `--agent`: " + wrong, "write a name like `reviewer`");
            });
    var repository = new Repository(world.folder());
    var first = new FirstPlan(world.folder(), repository.tools(), agent);
    make(PLAN, first.plan(), ": " + first.about());
    make(FOLDER + "/plan.schema.json", PlanSchema.plan(), ", what editors know of plans");
    make(AgentDefinitions.path(agent), first.definition(), ", an agent");
    make(FOLDER + "/agent.schema.json", PlanSchema.agent(), ", what editors know of agents");
    if (repository.git()) {
      make(FOLDER + "/.gitignore", IGNORED, ", so that git leaves the schemas alone");
    }
    world.output().hint("`continuo run " + PLAN + "` runs it");
    return Exit.SUCCEEDED;
  }

  /** Writes the file, if there is none. */
  private void make(String name, String text, String about) {
    var file = world.folder().resolve(name);
    try {
      Files.createDirectories(parent(file));
      Files.writeString(file, text, UTF_8, CREATE_NEW, WRITE);
      world.output().say("made " + name + about);
    } catch (FileAlreadyExistsException _) {
      kept(name, file, text);
    } catch (IOException e) {
      throw new CommandError(
          Exit.FAILED,
          "`" + name + "`: cannot be made, " + e.getMessage(),
          "check who owns the folder `" + FOLDER + "`");
    }
  }

  private void kept(String name, Path file, String text) {
    if (!Files.isRegularFile(file)) {
      throw new CommandError(
          Exit.FAILED,
          "`" + name + "`: cannot be made, something that is no file or folder is in its way",
          "rename what is there");
    }
    world.output().say("kept " + name + (same(file, text) ? "" : ", which was there before"));
  }

  private static boolean same(Path file, String text) {
    try {
      return Files.size(file) < 1 << 20 && Files.readString(file, UTF_8).equals(text);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static Path parent(Path file) {
    var parent = file.getParent();
    return parent == null ? file : parent;
  }
}
