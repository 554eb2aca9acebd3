package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import java.io.IOException;
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
          ? new Unreadable(PlanReader.tooLarge(name, Files.size(file)).problem())
          : new Opened(bytes);
    } catch (IOException failure) {
      return new Unreadable(
          new Problem(
              Flaw.PLAN_UNREADABLE,
              Place.of(name),
              "the plan cannot be read, " + Disk.reason(failure),
              Disk.hint(failure)));
    }
  }
}
