package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "set",
    footer = {
      "  continuo result set verdict=pass tests=212",
      "  echo '{\"findings\": [\"no test\"]}' | continuo result set --json -"
    },
    description = {
      "Says something of a task's work, from inside its process; needs no server.",
      "",
      "What was said before stays, key by key. The whole result may have 64 KB."
    })
final class ResultSetCommand implements Verb {
  private static final int RESULT_BYTES_MAX = 64 * 1024;

  private final World world;

  @Parameters(
      paramLabel = "KEY=VALUE",
      arity = "0..*",
      description = "The value is taken as JSON where it is JSON, else as text.")
  private List<String> pairs = new ArrayList<>();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Take the keys of the JSON object in this file; - is standard input.")
  private String file = "";

  ResultSetCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var target = target();
    if (pairs.isEmpty() == file.isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "result: give either `KEY=VALUE` or `--json FILE`, found "
              + (pairs.isEmpty() ? "neither" : "both"),
          "`continuo result set verdict=pass` is an example");
    }
    var said = file.isEmpty() ? fromPairs() : fromFile();
    var result = before(target);
    result.setAll(said);
    var bytes = Json.write(result).getBytes(UTF_8);
    if (bytes.length > RESULT_BYTES_MAX) {
      throw new CommandError(
          Exit.USAGE,
          "result: too large, found "
              + bytes.length
              + " bytes, must be at most "
              + RESULT_BYTES_MAX,
          "write large texts to a file and say its name");
    }
    replace(target, bytes);
    return Exit.SUCCEEDED;
  }

  private Path target() {
    var path = world.variable("CONTINUO_RESULT");
    if (path.isEmpty()) {
      throw new CommandError(
          Exit.USAGE,
          "`CONTINUO_RESULT`: not set, a result can be said only from inside a task",
          "`continuo result TASK` shows one");
    }
    return world.folder().resolve(path);
  }

  private ObjectNode fromPairs() {
    var said = Json.object();
    for (var pair : pairs) {
      var equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new CommandError(
            Exit.USAGE,
            "result: not a key with a value, found `" + pair + "`, must be `KEY=VALUE`",
            "");
      }
      said.set(pair.substring(0, equals), value(pair.substring(equals + 1)));
    }
    return said;
  }

  private static JsonNode value(String text) {
    try {
      var value = Json.read(text);
      return value.isMissingNode() ? Json.text(text) : value;
    } catch (JacksonException e) {
      return Json.text(text);
    }
  }

  private ObjectNode fromFile() throws IOException {
    byte[] bytes;
    try {
      bytes =
          file.equals("-")
              ? world.input().readNBytes(RESULT_BYTES_MAX + 1)
              : Files.readAllBytes(world.folder().resolve(file));
    } catch (NoSuchFileException e) {
      throw new CommandError(Exit.USAGE, "result: there is no file `" + file + "`", "");
    }
    return object(bytes, file.equals("-") ? "standard input" : "`" + file + "`");
  }

  private static ObjectNode before(Path target) throws IOException {
    try {
      return object(Files.readAllBytes(target), "what `CONTINUO_RESULT` names");
    } catch (NoSuchFileException e) {
      return Json.object();
    }
  }

  private static ObjectNode object(byte[] bytes, String what) {
    try {
      if (Json.read(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JacksonException e) {
      throw new CommandError(
          Exit.USAGE, "result: " + what + " is not JSON, " + e.getOriginalMessage(), "");
    }
    throw new CommandError(Exit.USAGE, "result: " + what + " is not a JSON object", "");
  }

  /** A reader sees the old file or the new one, never a part. */
  private static void replace(Path target, byte[] bytes) throws IOException {
    var folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CommandError(
          Exit.USAGE, "`CONTINUO_RESULT`: its folder does not exist, found `" + target + "`", "");
    }
    var written = Files.createTempFile(folder, ".result", ".new");
    Files.write(written, bytes);
    Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
