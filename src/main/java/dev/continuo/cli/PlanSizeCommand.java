package dev.continuo.cli;

import dev.continuo.analysis.Size;
import dev.continuo.plan.Packets;
import dev.continuo.plan.yaml.ConfigurationFolder;
import dev.continuo.plan.yaml.ConfigurationReader;
import dev.continuo.plan.yaml.ConfigurationReader.Outcome;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "size",
    footer = {"  continuo plan size 8", "  continuo plan size src/*.java"},
    description = {
      "Says whether one agent can do a task that touches so many files.",
      "",
      "Counts files that exist, each once. Ends with 1 when the task must be divided."
    })
final class PlanSizeCommand implements Verb {
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");
  private static final Pattern NUMERIC = Pattern.compile("[+-]?\\d+");

  private final World world;

  @Parameters(
      paramLabel = "FILE|N",
      arity = "1..*",
      description = "The files, or how many they are.")
  private List<String> files = new ArrayList<>();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  PlanSizeCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    return switch (ConfigurationReader.read(new ConfigurationFolder(world.folder()))) {
      case Outcome.Bad(var problems, var more) ->
          CheckedPlan.tell(new CheckedPlan.Bad(problems, more), world.output());
      case Outcome.Good(var configuration) -> say(count(), configuration.packets());
    };
  }

  private Exit say(int count, Packets packets) {
    var size = Size.of(count, packets);
    var exit = size.fits() ? Exit.SUCCEEDED : Exit.FAILED;
    if (json) {
      print(count, size);
      return exit;
    }
    world.output().data(count + (count == 1 ? " file: " : " files: ") + size.advice());
    world.output().data(Size.tokens(count) + " tokens to write, of the 25K-32K that an agent has");
    if (size.fits() && count > Size.UNIT_FILES_MAX) {
      world
          .output()
          .hint("more than " + Size.UNIT_FILES_MAX + " files are more than one unit of work");
    }
    return exit;
  }

  private void print(int count, Size size) {
    world
        .output()
        .data(
            Json.write(
                Json.object()
                    .put("files", count)
                    .put("size", size.name().toLowerCase(Locale.ROOT))
                    .put("advice", size.advice())
                    .put("tokens", Size.tokens(count))));
  }

  private int count() {
    var first = files.getFirst();
    if (files.size() == 1 && NUMERIC.matcher(first).matches()) {
      if (NUMBER.matcher(first).matches()) {
        return Integer.parseInt(first);
      }
      throw new CommandError(
          Exit.USAGE,
          "files: out of range, found `" + first + "`, must be 1 to 999999999",
          "`continuo plan size --help` shows an example");
    }
    var named = new LinkedHashSet<Path>();
    files.forEach(name -> named.add(path(name)));
    var found = (int) named.stream().filter(Files::isRegularFile).count();
    if (found == 0) {
      throw new CommandError(
          Exit.NOT_FOUND,
          "files: none of them exists, found `" + first + "`",
          "`continuo plan size N` takes their number");
    }
    if (found < named.size()) {
      var absent = named.size() - found;
      world
          .output()
          .hint(
              absent
                  + " of "
                  + named.size()
                  + (absent == 1 ? " is" : " are")
                  + " no file, and not"
                  + " counted");
    }
    return found;
  }

  private Path path(String name) {
    try {
      return world.folder().resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new CommandError(Exit.USAGE, "files: not a path, found `" + name + "`", "");
    }
  }
}
