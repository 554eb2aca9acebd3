package dev.continuo.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Which program this is: {@code 0.1.0+1a2b3c4d}, its number and what tells builds of one number
 * apart.
 *
 * <p>The build is a checksum of the jar's last part, where the table of contents stands with a
 * checksum of every entry: that much is read in no time, depends on nobody who writes a number
 * down, and is the same wherever equal sources were built.
 *
 * @param text the whole of it; without a build where the program is in no jar
 */
record Version(String text) {
  /** How another program stands to this one. */
  enum Difference {
    OLDER("older"),
    NEWER("newer"),
    /** Of the same number, built from something else. */
    OTHER("another build");

    private final String word;

    Difference(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** More than the table of contents has; the rest of it are bytes of the program too. */
  private static final int TABLE_BYTES_MAX = 1 << 20;

  private static final String UNPACKAGED = "(unpackaged)";
  private static final Pattern NUMBER =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})\\b.*");

  /** The program that runs in this process. */
  static Version own() {
    var number = Version.class.getPackage().getImplementationVersion();
    var jar = Program.jar();
    return number == null || jar.isEmpty() ? new Version(UNPACKAGED) : of(number, jar.get());
  }

  static Version of(String number, Path jar) {
    try (var file = FileChannel.open(jar)) {
      var table = ByteBuffer.allocate((int) Math.min(file.size(), TABLE_BYTES_MAX));
      file.position(file.size() - table.capacity());
      var read = 0;
      while (read >= 0 && table.hasRemaining()) {
        read = file.read(table);
      }
      var sum = new CRC32();
      sum.update(table.flip());
      return new Version(number + "+" + HexFormat.of().toHexDigits((int) sum.getValue()));
    } catch (IOException gone) {
      // replaced while it runs: what it was nobody can say any more
      return new Version(number);
    }
  }

  /**
   * How a server of another version stands to this program, for a hint; empty when it is the same,
   * or when one of the two does not know its build.
   */
  Optional<Difference> differs(String server) {
    if (server.equals(text) || !server.contains("+") || !text.contains("+")) {
      return Optional.empty();
    }
    var order = compare(server, text);
    return Optional.of(
        order == 0 ? Difference.OTHER : order < 0 ? Difference.OLDER : Difference.NEWER);
  }

  private static int compare(String one, String other) {
    var left = NUMBER.matcher(one);
    var right = NUMBER.matcher(other);
    if (!left.matches() || !right.matches()) {
      return 0;
    }
    for (int part = 1; part <= 3; part++) {
      var order = Integer.compare(number(left.group(part)), number(right.group(part)));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
