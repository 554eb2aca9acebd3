package dev.continuo.worker;

/** A size in bytes, never negative. */
public record Bytes(long count) {

  /** Refuses a negative size, which is a bug of the caller. */
  public Bytes {
    if (count < 0) {
      throw new IllegalArgumentException("bytes: " + count + " is not allowed, must be 0 or more");
    }
  }

  /** So many times 1,024 bytes. */
  public static Bytes kibibytes(long count) {
    return new Bytes(Math.multiplyExact(count, 1024L));
  }

  /** So many times 1,048,576 bytes. */
  public static Bytes mebibytes(long count) {
    return kibibytes(Math.multiplyExact(count, 1024L));
  }
}
