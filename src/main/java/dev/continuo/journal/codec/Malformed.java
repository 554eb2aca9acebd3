package dev.continuo.journal.codec;

/** JSON that is not of the expected shape; turned into a refusal by {@link Codec}. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Malformed(String what) {
    super(what, null, false, false);
  }
}
