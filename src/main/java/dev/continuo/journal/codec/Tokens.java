package dev.continuo.journal.codec;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads tokens of an expected kind. */
final class Tokens {
  private Tokens() {}

  static String text(JsonParser in) {
    expect(in, JsonToken.VALUE_STRING);
    return in.getString();
  }

  static void expect(JsonParser in, JsonToken expected) {
    if (in.currentToken() != expected) {
      throw unexpected(in);
    }
  }

  static Malformed unexpected(JsonParser in) {
    if (in.currentToken() == null) {
      return new Malformed("an unexpected end");
    }
    var at = in.currentTokenLocation().getCharOffset();
    return new Malformed("an unexpected `" + in.getString() + "` at character " + at);
  }
}
