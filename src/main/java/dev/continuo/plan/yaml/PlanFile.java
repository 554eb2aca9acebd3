package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a plan file, or why there are none. */
public sealed interface PlanFile {
  /** What the file holds; whether that is a plan is for the {@link PlanReader} to say. */
  final class Opened implements PlanFile {
    private final byte[] bytes;

    private Opened(byte[] bytes) {
      this.bytes = bytes;
    }

    public byte[] bytes() {
      return bytes.clone();
    }
  }

  record Unreadable(Problem problem) implements PlanFile {}

  /**
   * Reads the file, if it is not larger than a plan may be.
   *
   * @param name the path as its user typed it
   */
  static PlanFile open(Path file, String name) {
    try {
      var bytes = Disk.read(file, PlanReader.PLAN_BYTES_MAX);
      return bytes.length > PlanReader.PLAN_BYTES_MAX
          // the size of a pipe is no answer
          ? tooLarge(name, Math.max(bytes.length, Files.size(file)))
          : new Opened(bytes);
    } catch (IOException failure) {
      return unreadable(name, failure);
    }
  }

  /** Reads a stream to its end, if it is not longer than a plan may be. */
  static PlanFile open(InputStream in, String name) {
    try {
      var bytes = in.readNBytes(PlanReader.PLAN_BYTES_MAX + 1);
      return bytes.length > PlanReader.PLAN_BYTES_MAX
          ? tooLarge(name, bytes.length)
          : new Opened(bytes);
    } catch (IOException failure) {
      return unreadable(name, failure);
    }
  }

  private static Unreadable tooLarge(String name, long bytes) {
    return new Unreadable(PlanReader.tooLarge(name, bytes).problem());
  }

  private static Unreadable unreadable(String name, IOException failure) {
    return new Unreadable(
        new Problem(
            Flaw.PLAN_UNREADABLE,
            Place.of(name),
            "the plan cannot be read, " + Disk.reason(failure),
            Disk.hint(failure)));
  }
}
