package dev.continuo.worker;

/**
 * What a turn may write.
 *
 * @param output kept of the turn's output; beyond it the worker keeps head and tail and cuts the
 *     middle
 * @param file the hard limit of every single file that the turn writes, its output included ({@code
 *     ulimit -f}); it holds while no server runs, and ends the writer with SIGXFSZ, so it has to
 *     leave room for what builds and images need
 */
public record Limits(Bytes output, Bytes file) {

  /** The smallest output limit: a head and a tail must be worth reading. */
  static final Bytes OUTPUT_MIN = Bytes.kibibytes(16);

  /** 64 MiB of output kept, 16 GiB in any one file. */
  public static final Limits DEFAULT = new Limits(Bytes.mebibytes(64), Bytes.mebibytes(16 * 1024));

  /** Refuses limits that cannot be kept, which is a bug of the caller. */
  public Limits {
    if (output.count() < OUTPUT_MIN.count() || file.count() < output.count()) {
      throw new IllegalArgumentException(
          "limits: output %d and file %d bytes are not allowed, must be at least %d, and file at least output"
              .formatted(output.count(), file.count(), OUTPUT_MIN.count()));
    }
  }
}
