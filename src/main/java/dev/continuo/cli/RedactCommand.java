package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "redact",
    footer = {"  continuo redact < leaked.txt", "  continuo redact --from leaked.txt"},
    description = {
      "Takes texts that leaked out of the data folder; no server may run.",
      "",
      "Out of outputs, results, texts, log and archive: asterisks take their place.",
      "Reads a text a line, and never from the command line, which others can see.",
      "",
      "Copies that were made before still have them; so have the projects' own files.",
    })
final class RedactCommand implements Verb {
  private static final int INPUT_BYTES_MAX = 4 << 20;

  private final World world;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "A file with a text a line; else standard input.")
  private String from = "";

  RedactCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var home = Folders.present(world, "redact");
    var found = new Servers(world).find();
    if (found.isPresent()) {
      throw new CommandError(
          Exit.USAGE,
          "redact: the server uses the data folder (pid " + found.get().pid() + ")",
          "`continuo server stop` stops it, attempts go on running meanwhile");
    }
    var redacted = world.ports().upkeep().redact(home.path(), texts());
    for (var place : redacted.places()) {
      world.output().data("%8d  %s".formatted(place.count(), place.where()));
    }
    if (redacted.places().isEmpty()) {
      world.output().say("found nothing");
    }
    if (redacted.living() > 0) {
      world
          .output()
          .say(
              "turns that are not over: "
                  + redacted.living()
                  + "; what they write from now on is not looked at");
    }
    if (redacted.left().isEmpty()) {
      return Exit.SUCCEEDED;
    }
    throw new CommandError(
        Exit.FAILED,
        "redact: still found in " + String.join(", ", redacted.left()),
        "these files are none of a store's; look at them yourself");
  }

  private List<String> texts() throws IOException {
    byte[] bytes;
    if (from.isEmpty()) {
      bytes = world.input().readNBytes(INPUT_BYTES_MAX + 1);
    } else {
      try (var in = Files.newInputStream(world.folder().resolve(from))) {
        bytes = in.readNBytes(INPUT_BYTES_MAX + 1);
      } catch (IOException unreadable) {
        throw new CommandError(Exit.USAGE, "redact: `" + from + "` cannot be read", "");
      }
    }
    if (bytes.length > INPUT_BYTES_MAX) {
      throw new CommandError(
          Exit.USAGE, "redact: more than " + INPUT_BYTES_MAX + " bytes of texts", "");
    }
    return new String(bytes, UTF_8).lines().filter(line -> !line.isEmpty()).distinct().toList();
  }
}
