package dev.continuo.upkeep;

/** A file that cannot be brought back. */
abstract sealed class BadBackup extends RuntimeException {
  private static final long serialVersionUID = 1;

  private BadBackup(String says) {
    super(says, null, false, false);
  }

  /** It is not what a backup is, or not what was written. */
  static final class Spoiled extends BadBackup {
    private static final long serialVersionUID = 1;

    Spoiled(String found) {
      super("not a whole backup, found that " + found + ", must be as `continuo backup` wrote it");
    }
  }

  /** A later version of this program made it. */
  static final class Newer extends BadBackup {
    private static final long serialVersionUID = 1;

    Newer(String program, String what, int found, int known) {
      super(
          "made by a newer version of this program (%s), found %s `%d`, must be at most `%d`"
              .formatted(program, what, found, known));
    }
  }
}
