package dev.continuo.cli;

import dev.continuo.plan.InputValues;
import dev.continuo.plan.yaml.InputsFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that give values for a plan's inputs. */
final class GivenInputs {
  @Option(
      names = "--input",
      paramLabel = "NAME=VALUE",
      description = "Give an input of the plan a value; as often as need be.")
  private List<String> each = new ArrayList<>();

  @Option(
      names = "--inputs",
      paramLabel = "FILE",
      description = "Take values of inputs from a YAML or JSON file; --input counts more.")
  private String file = "";

  /** The values, which nobody has checked yet. */
  InputValues.Given values(Path folder) {
    var values = file.isEmpty() ? new TreeMap<String, String>() : new TreeMap<>(read(folder));
    var seen = new HashSet<String>();
    for (var given : each) {
      var cut = given.indexOf('=');
      if (cut < 1) {
        throw new CommandError(
            Exit.USAGE,
            "option `--input`: not a name and a value, found `" + given + "`",
            "write it like `--input version=1.2`");
      }
      var name = given.substring(0, cut);
      if (!seen.add(name)) {
        throw new CommandError(
            Exit.USAGE, "option `--input`: gives `" + name + "` twice", "remove one of the two");
      }
      values.put(name, given.substring(cut + 1));
    }
    return new InputValues.Given(values);
  }

  private SortedMap<String, String> read(Path folder) {
    try {
      return switch (InputsFile.open(folder.resolve(file), file)) {
        case InputsFile.Good(var values) -> values;
        case InputsFile.Bad(var problem) ->
            throw new CommandError(Exit.USAGE, problem.line(), problem.hint());
      };
    } catch (InvalidPathException e) {
      throw new CommandError(
          Exit.USAGE, "option `--inputs`: not a path, found `" + file + "`", "name a file");
    }
  }
}
