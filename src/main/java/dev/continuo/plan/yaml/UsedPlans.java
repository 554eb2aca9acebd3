package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.PlanFiles;
import dev.continuo.plan.Problems;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of the plans that a plan uses. Each is read once, however often it is used. */
final class UsedPlans {
  private final PlanFiles source;
  private final Problems problems;
  private final SortedMap<String, String> files = new TreeMap<>();
  private final Map<String, Tree.@Nullable Fields> known = new HashMap<>();
  private long bytes;
  private long weight;

  UsedPlans(PlanFiles source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /** The content of all files that were read, by path. */
  SortedMap<String, String> files() {
    return files;
  }

  /** The document at this path, which {@code value} names; null when there is none to use. */
  Tree.@Nullable Fields find(Value value, String path) {
    if (known.containsKey(path)) {
      return known.get(path);
    }
    var read = bytes(value, path);
    var document = read == null ? null : document(read, path);
    known.put(path, document);
    return document;
  }

  private byte @Nullable [] bytes(Value value, String path) {
    try {
      var read = source.find(path);
      if (read == null) {
        tell(value, path, "there is no such file", "a path is seen from the project's folder");
      }
      return read;
    } catch (IOException failure) {
      tell(
          value,
          path,
          Disk.reason(failure),
          failure instanceof AccessDeniedException
              ? Disk.hint(failure)
              : "name a file below the project's folder");
      return null;
    }
  }

  private static void tell(Value value, String path, String why, String hint) {
    value.tell(
        Flaw.USES_UNREADABLE,
        "names a plan that cannot be read, found " + Quote.of(path) + ", " + why,
        hint);
  }

  private Tree.@Nullable Fields document(byte[] read, String path) {
    try {
      bytes += read.length;
      if (read.length <= PlanReader.PLAN_BYTES_MAX && bytes > PlanReader.PLAN_BYTES_MAX) {
        throw new Refused(
            Flaw.PLAN_TOO_LARGE,
            Place.of(path),
            "the plans that are used are too large, found "
                + bytes
                + " bytes in all, must be at most "
                + PlanReader.PLAN_BYTES_MAX,
            "divide them into several runs");
      }
      var document = PlanReader.document(read, path);
      files.put(path, Decoded.of(read, path));
      return document;
    } catch (Refused refused) {
      problems.add(refused.problem());
      return null;
    }
  }

  /** Counts what a plan becomes where it is used; too much ends the reading. */
  void count(Value value, long more) {
    weight += more;
    if (weight > TreeReader.EXPANDED_BYTES_MAX) {
      throw new Refused(
          Flaw.YAML_EXPANSION_TOO_LARGE,
          value.at(),
          "plans that are used make the plan too large, must be at most 64 MiB in full",
          "use them less often, or divide the plan into several");
    }
  }
}
