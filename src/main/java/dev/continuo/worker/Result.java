package dev.continuo.worker;

/** What a turn left in its {@code $CONTINUO_RESULT} file. */
public sealed interface Result {

  /** The most that is read of a result file. */
  Bytes MAX = Bytes.kibibytes(64);

  /** The turn wrote none. */
  record None() implements Result {}

  /** The file's text as it stands, invalid UTF-8 replaced; nobody has checked that it is JSON. */
  record Text(String json) implements Result {}

  /** The file is there and cannot be read. */
  record Unreadable(String reason) implements Result {}

  /** The file is larger than {@link #MAX} and was not read. */
  record TooLarge(Bytes size) implements Result {}
}
