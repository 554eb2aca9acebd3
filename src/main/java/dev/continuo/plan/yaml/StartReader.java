package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.IF;
import static dev.continuo.plan.yaml.Grammar.JOIN;
import static dev.continuo.plan.yaml.UntilGrammar.ROUNDS;
import static dev.continuo.plan.yaml.UntilGrammar.UNTIL;

import dev.continuo.condition.ConditionPart;
import dev.continuo.plan.Draft;
import dev.continuo.plan.Expressions;
import dev.continuo.plan.Expressions.Checked;
import dev.continuo.plan.Expressions.Use;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Nearest;
import dev.continuo.round.UntilPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code if}, {@code join} and {@code until}: for how much of what it needs a task waits,
 * whether it is done then, and for how long.
 */
final class StartReader {
  private static final String OPEN = "${{";
  private static final String CLOSE = "}}";

  private final Expressions expressions;
  private final Inputs inputs;

  StartReader(Expressions expressions, Inputs inputs) {
    this.expressions = expressions;
    this.inputs = inputs;
  }

  List<Part> read(Section section, List<Draft.Edge> needs) {
    var parts = new ArrayList<Part>();
    var join = section.get(JOIN);
    var condition = section.get(IF);
    if (join != null) {
      var atLeast = atLeast(join, needs.size());
      if (atLeast != null && atLeast > 0) {
        parts.add(new JoinPart(atLeast));
      }
    }
    if (condition != null) {
      told(condition, needs, Use.IF, ConditionPart::new).ifPresent(parts::add);
    }
    return parts;
  }

  /** When the task is done, if it says so. */
  Optional<Part> until(Section section, List<Draft.Edge> needs) {
    var until = section.get(UNTIL);
    var rounds = section.get(ROUNDS);
    if (rounds != null && until == null && !section.meant(UNTIL)) {
      rounds.tell(
          Flaw.ROUNDS_WITHOUT_UNTIL,
          "is for `until`, and the task has none",
          "remove it, or say when it is done, like " + UNTIL.example());
    }
    int most = section.read(ROUNDS, UntilPart.ROUNDS_DEFAULT, each -> each.whole(ROUNDS.form()));
    return until == null
        ? Optional.empty()
        : told(until, needs, Use.UNTIL, (text, values) -> new UntilPart(text, values, most));
  }

  /** How many needs are named; 0 when it is all of them, as it is without a word. */
  private static @Nullable Integer atLeast(Value value, int needs) {
    if (!(value.tree() instanceof Tree.Scalar(_, _, var kind)) || kind != Tree.Kind.NUMBER) {
      return switch (value.word(Grammar.JOIN_WORD)) {
        case ALL -> 0;
        case ANY -> some(value, 1, needs);
        case null -> null;
      };
    }
    var count = value.whole(Grammar.JOIN_COUNT);
    return count == null ? null : some(value, count, needs);
  }

  private static @Nullable Integer some(Value value, int count, int needs) {
    if (count > needs) {
      value.tell(
          Flaw.JOIN_TOO_LARGE,
          "asks for " + count + " of the tasks that it needs, which are " + needs,
          needs == 0 ? "remove it, or name some under `needs`" : "write `" + needs + "` or `all`");
      return null;
    }
    return count;
  }

  private Optional<Part> told(
      Value value,
      List<Draft.Edge> needs,
      Use use,
      BiFunction<String, SortedMap<String, String>, Part> part) {
    var written = value.written(IF.form());
    var read = written == null ? null : expression(value, written, use, needs);
    return read == null ? Optional.empty() : Optional.of(part.apply(read.text(), read.inputs()));
  }

  /**
   * An expression that can be told.
   *
   * @param inputs those that it names, as JSON
   */
  record Expression(String text, SortedMap<String, String> inputs) {}

  /** The expression that is written there, if it can come to what it is for. */
  @Nullable Expression expression(Value value, String written, Use use, List<Draft.Edge> needs) {
    var text = value.usable(bare(written));
    if (text == null) {
      return null;
    }
    return switch (expressions.check(text, use)) {
      case Checked.Wrong(var character, var why) -> {
        value.tell(
            Flaw.CONDITION_INVALID,
            "cannot be told, at its character " + character + ": " + why,
            "write it like " + value.example());
        yield null;
      }
      case Checked.Right(var tasks, var names) -> {
        tasks.forEach(task -> checkNeed(value, task, needs));
        names.stream()
            .filter(name -> !inputs.values().containsKey(name))
            .forEach(name -> inputs.tellUnknown(value, name));
        yield new Expression(
            text, names.isEmpty() ? Collections.emptySortedMap() : inputs.json(names));
      }
    };
  }

  /** Whether the text is one expression, with its marks. */
  static boolean marked(String written) {
    var text = written.strip();
    return text.startsWith(OPEN) && text.endsWith(CLOSE);
  }

  /** The text without the marks of an expression, where it has them. */
  private static String bare(String written) {
    var text = written.strip();
    return marked(text)
        ? text.substring(OPEN.length(), text.length() - CLOSE.length()).strip()
        : text;
  }

  private static void checkNeed(Value value, String task, List<Draft.Edge> needs) {
    var names = new TreeSet<String>();
    needs.forEach(edge -> names.add(edge.name()));
    if (names.contains(task)) {
      return;
    }
    var near = Nearest.to(task, names).orElse(null);
    value.tell(
        Flaw.CONDITION_NEED_UNKNOWN,
        "speaks of a task that this one does not need, found "
            + Quote.of(task)
            + (near == null ? "" : ", did you mean `" + near + "`?"),
        near == null ? "name it under `needs` too" : "");
  }
}
