package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.task.SecretPart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "set",
    footer = {
      "  continuo secret set NPM_TOKEN < token.txt",
      "  pass show npm | continuo secret set NPM_TOKEN"
    },
    description = {
      "Keeps the value that comes from standard input.",
      "",
      "A line feed at its end does not count. It has 4 bytes to 32 KiB."
    })
final class SecretSetCommand implements Verb {
  /** More is refused by the server, with its own words. */
  private static final int READ_BYTES_MAX = 40 << 10;

  private final World world;

  @Parameters(paramLabel = "NAME", description = "Such as NPM_TOKEN.")
  private String name = "";

  SecretSetCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    check(name);
    var api = Api.started(world);
    var body = Json.object().put("value", value());
    api.answer(Client.Request.put("/v1/secrets/" + name, Json.write(body))).orRefuse();
    world.output().say("secret `" + name + "` is set");
    return Exit.SUCCEEDED;
  }

  /**
   * Says of a name that is none what it must be; a value that was typed with it is not repeated.
   */
  static void check(String name) {
    if (name.contains("=")) {
      throw new CommandError(
          Exit.USAGE,
          "secret: its value comes from standard input, never from the command line",
          "`continuo secret set NAME < FILE`");
    }
    if (!SecretPart.isName(name)) {
      throw new CommandError(
          Exit.USAGE, "secret `" + name + "`: is no name, " + SecretPart.RULE, "");
    }
  }

  private String value() throws IOException {
    if (world.input().available() == 0 && Terminals.input()) {
      world.output().say("type the value and end with Ctrl-D; it is shown as you type");
    }
    var bytes = world.input().readNBytes(READ_BYTES_MAX);
    try {
      var value = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      var end = value.endsWith("\r\n") ? 2 : value.endsWith("\n") ? 1 : 0;
      return value.substring(0, value.length() - end);
    } catch (CharacterCodingException malformed) {
      throw new CommandError(
          Exit.USAGE,
          "secret `" + name + "`: its value is not UTF-8",
          "a variable holds text; keep bytes as Base64");
    }
  }
}
