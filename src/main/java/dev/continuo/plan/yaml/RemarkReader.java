package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.RemarkGrammar.EXPECTED;
import static dev.continuo.plan.yaml.RemarkGrammar.FILES;
import static dev.continuo.plan.yaml.RemarkGrammar.TAGS;
import static dev.continuo.plan.yaml.RemarkGrammar.TITLE;

import dev.continuo.plan.Flaw;
import dev.continuo.task.ExpectedPart;
import dev.continuo.task.FilesPart;
import dev.continuo.task.Part;
import dev.continuo.task.TagsPart;
import dev.continuo.task.TitlePart;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what a task says of itself. */
final class RemarkReader {
  private RemarkReader() {}

  static List<Part> read(Section section) {
    var parts = new ArrayList<Part>();
    add(parts, section, TITLE, value -> value.title(TITLE.form()), TitlePart::new);
    add(parts, section, EXPECTED, value -> value.span(EXPECTED.form()), ExpectedPart::new);
    add(
        parts,
        section,
        TAGS,
        value -> elements(value, RemarkGrammar.TAG_LIST, Value::listedName),
        TagsPart::new);
    add(
        parts,
        section,
        FILES,
        value -> elements(value, RemarkGrammar.FILE_LIST, RemarkReader::glob),
        FilesPart::new);
    return parts;
  }

  private static <T> void add(
      List<Part> parts,
      Section section,
      Key<?> key,
      Section.Reader<T> reader,
      Function<T, Part> part) {
    var value = section.get(key);
    var read = value == null ? null : reader.read(value);
    if (read != null) {
      parts.add(part.apply(read));
    }
  }

  static @Nullable List<String> elements(
      Value value, Form.Items list, Section.Reader<String> each) {
    var items = value.tree() instanceof Tree.Scalar ? List.of(value) : value.items(list);
    if (items == null) {
      return null;
    }
    var elements = new LinkedHashSet<String>();
    for (var item : items) {
      var element = each.read(item);
      if (element != null && !elements.add(element)) {
        value.tell(
            Flaw.ELEMENT_DUPLICATE, "has " + Quote.of(element) + " twice", "remove one of the two");
      }
    }
    return List.copyOf(elements);
  }

  private static @Nullable String glob(Value value) {
    var text = value.text(RemarkGrammar.FILE_LIST.each());
    if (text == null || FilesPart.isGlob(text)) {
      return text;
    }
    value.tell(
        Flaw.GLOB_INVALID,
        "is not a glob, found " + Quote.of(text) + ", " + FilesPart.RULE,
        text.contains("{")
            ? "write a glob of its own for each of the words in braces"
            : "write it as seen from the project, like `src/api/**`");
    return null;
  }
}
