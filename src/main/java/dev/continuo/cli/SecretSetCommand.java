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
      "Keeps the value that comes from standard input, or is typed on a terminal, where it is not"
          + " shown.",
      "",
      "A line feed at its end does not count. It has 4 bytes to 32 KiB; more than one line comes"
          + " from a file or a pipe."
    })
final class SecretSetCommand implements Verb {
  /** More is refused by the server, with its own words. */
  private static final int READ_BYTES_MAX = 40 << 10;

  private static final char UNKNOWN = 0xFFFD;

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
    var hidden = world.terminal().hidden("value of " + name + ", which is not shown: ");
    if (hidden.isPresent()) {
      return typed(hidden.get());
    }
    Typing.announce(world, "the value, which is shown");
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

  /** What a terminal's locale cannot say arrives as another character. */
  private String typed(String value) {
    if (value.indexOf(UNKNOWN) >= 0) {
      throw new CommandError(
          Exit.USAGE,
          "secret `" + name + "`: a character of it is not one of this terminal's locale",
          "`continuo secret set " + name + " < FILE` takes it as UTF-8");
    }
    return value;
  }
}
