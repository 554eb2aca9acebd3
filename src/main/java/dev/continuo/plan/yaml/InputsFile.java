package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file of values for a plan's inputs: a map, in YAML or in JSON. */
public sealed interface InputsFile {
  /** More than all values may have together. */
  int FILE_BYTES_MAX = 1 << 20;

  /** What the file says; whether a plan takes it is for its reader to say. */
  record Good(SortedMap<String, String> values) implements InputsFile {
    public Good {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
  }

  /** The file is no such map; its first problem. */
  record Bad(Problem problem) implements InputsFile {}

  /**
   * Reads the file.
   *
   * @param name the path as its user typed it
   */
  static InputsFile open(Path file, String name) {
    try {
      var bytes = Disk.read(file, FILE_BYTES_MAX);
      var problems = new Problems();
      var values = values(bytes, name, problems);
      return problems.isEmpty() ? new Good(values) : new Bad(problems.bad().problems().getFirst());
    } catch (Refused refused) {
      return new Bad(refused.problem());
    } catch (IOException failure) {
      return new Bad(
          new Problem(
              Flaw.INPUTS_UNREADABLE,
              Place.of(name),
              "the inputs cannot be read, " + Disk.reason(failure),
              Disk.hint(failure)));
    }
  }

  private static SortedMap<String, String> values(byte[] bytes, String name, Problems problems) {
    if (bytes.length > FILE_BYTES_MAX) {
      throw new Refused(
          Flaw.INPUTS_TOO_LONG,
          Place.of(name),
          "the file is too large, must be at most " + FILE_BYTES_MAX + " bytes",
          "hand over the names of files");
    }
    if (!(TreeReader.read(Decoded.of(bytes, name), name) instanceof Tree.Fields fields)) {
      throw new Refused(
          Flaw.TYPE_WRONG,
          Place.of(name),
          "no inputs, must be a map of names and values",
          "write it like `version: 1.2`");
    }
    var values = new TreeMap<String, String>();
    var subject = new Subject("", problems);
    for (var field : new Section(subject, fields).fields()) {
      var input = ((Tree.Scalar) field.key()).text();
      var value = new Value(subject, "input " + Quote.of(input), "`version: 1.2`", field.value());
      var text = value.scalar(InputGrammar.DEFAULT.form());
      values.put(input, text == null ? "" : text);
    }
    return values;
  }
}
