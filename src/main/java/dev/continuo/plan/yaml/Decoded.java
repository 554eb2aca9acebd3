package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Text from bytes that may be anything. */
final class Decoded {
  private Decoded() {}

  /**
   * What {@code bytes} say in UTF-8, without a byte order mark.
   *
   * @throws Refused when they are no text, or have a character that YAML does not allow
   */
  static String of(byte[] bytes, String file) {
    var start = marked(bytes) ? 3 : 0;
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] >= 0
          && bytes[i] < ' '
          && bytes[i] != '\n'
          && bytes[i] != '\r'
          && bytes[i] != '\t') {
        throw binary(file, bytes[i], i);
      }
    }
    var in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    var out = CharBuffer.allocate(bytes.length - start);
    var decoder = StandardCharsets.UTF_8.newDecoder();
    if (decoder.decode(in, out, true).isError()) {
      throw binary(file, bytes[in.position()], in.position());
    }
    var text = out.flip().toString();
    checkCharacters(text, file);
    return text;
  }

  private static boolean marked(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private static Refused binary(String file, byte value, int offset) {
    return new Refused(
        Flaw.PLAN_NOT_TEXT,
        Place.of(file),
        String.format("not a text, found byte 0x%02x at offset %d, must be UTF-8", value, offset),
        "name a YAML file, saved as UTF-8");
  }

  private static void checkCharacters(String text, String file) {
    var line = 1;
    var lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      if (character == '\n') {
        line++;
        lineStart = i + 1;
      } else if (character >= 0x7F && forbidden(character)) {
        throw new Refused(
            Flaw.CHARACTER_NOT_ALLOWED,
            new Place(file, line, text.codePointCount(lineStart, i) + 1),
            "a character is not allowed in YAML, found " + Quote.number(character),
            "remove it, your editor may not show it");
      }
    }
  }

  private static boolean forbidden(char character) {
    return (character <= 0x9F && character != 0x85) || character >= 0xFFFE || character == 0xFEFF;
  }
}
