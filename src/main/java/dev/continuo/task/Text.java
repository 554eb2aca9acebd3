package dev.continuo.task;

/** A text of any size; long ones stand outside the records, under their hash. */
public sealed interface Text {
  /** The longest text that is kept in the record itself, in bytes of UTF-8. */
  int INLINE_BYTES_MAX = 1024;

  Text EMPTY = new Inline("");

  String firstLine();

  record Inline(String value) implements Text {
    @Override
    public String firstLine() {
      return value.lines().findFirst().orElse("");
    }
  }

  /** Stored as a blob before the command that carries this reference. */
  record Stored(String sha256, long bytes, String firstLine) implements Text {}
}
