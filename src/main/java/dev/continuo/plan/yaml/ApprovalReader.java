package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.ApprovalGrammar.APPROVAL;
import static dev.continuo.plan.yaml.ApprovalGrammar.ASK;
import static dev.continuo.plan.yaml.ApprovalGrammar.DETAILS;
import static dev.continuo.plan.yaml.ApprovalGrammar.ON_REJECT;
import static dev.continuo.plan.yaml.ApprovalGrammar.ON_TIMEOUT;
import static dev.continuo.plan.yaml.ApprovalGrammar.ROUNDS;
import static dev.continuo.plan.yaml.ApprovalGrammar.TIMEOUT;
import static dev.continuo.plan.yaml.ApprovalGrammar.WHEN;

import dev.continuo.approval.ApprovalId;
import dev.continuo.approval.ApprovalPart;
import dev.continuo.approval.ApprovalPart.Otherwise;
import dev.continuo.plan.Flaw;
import dev.continuo.task.Door;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads {@code approval}: where a person has to agree, and to what. */
final class ApprovalReader {
  private ApprovalReader() {}

  /** The part of a task; empty when it asks nobody. What is wrong has been reported. */
  static Optional<ApprovalPart> read(Section section) {
    return Optional.ofNullable(section.get(APPROVAL))
        .map(ApprovalReader::part)
        .filter(part -> !part.before().isEmpty());
  }

  private static @Nullable ApprovalPart part(Value value) {
    return switch (value.tree()) {
      case Tree.Fields fields ->
          detailed(new Section(value.subject().part(value.what()), fields).only(DETAILS.keys()));
      case Tree.Scalar(_, _, var kind) when kind == Tree.Kind.NOTHING -> {
        value.wrongType(APPROVAL.form().allowed());
        yield null;
      }
      case Tree.Scalar _, Tree.Items _ -> {
        var doors = doors(value);
        yield doors == null ? null : ApprovalPart.before(doors.toArray(Door[]::new));
      }
    };
  }

  private static ApprovalPart detailed(Section section) {
    var timeout = section.get(TIMEOUT);
    if (section.has(ON_TIMEOUT) && timeout == null && !section.meant(TIMEOUT)) {
      section.tellMissing(TIMEOUT, section.place(), TIMEOUT.example());
    }
    return new ApprovalPart(
        section.require(WHEN, List.of(), ApprovalReader::doors),
        section.read(ASK, "", ApprovalReader::question),
        Optional.ofNullable(timeout).map(value -> value.span(TIMEOUT.form())),
        section.read(ON_TIMEOUT, Otherwise.BLOCK, value -> value.word(ON_TIMEOUT.form())),
        section.read(ON_REJECT, Otherwise.BLOCK, value -> value.word(ON_REJECT.form())),
        section.read(ROUNDS, ApprovalPart.ROUNDS_DEFAULT, value -> value.whole(ROUNDS.form())));
  }

  /** In the order in which a task comes to them, whatever the order in the plan. */
  private static @Nullable List<Door> doors(Value value) {
    var items =
        value.tree() instanceof Tree.Scalar ? List.of(value) : value.items(ApprovalGrammar.DOORS);
    if (items == null) {
      return null;
    }
    var doors = new TreeSet<Door>();
    for (var item : items) {
      var door = item.word(ApprovalGrammar.DOOR);
      if (door != null && !doors.add(door)) {
        value.tell(
            Flaw.ELEMENT_DUPLICATE,
            "has " + Quote.of(ApprovalId.word(door)) + " twice",
            "remove one of the two");
      }
    }
    return List.copyOf(doors);
  }

  private static @Nullable String question(Value value) {
    var text = value.text(ASK.form());
    if (text != null
        && (text.length() > ApprovalGrammar.ASK_LENGTH_MAX
            || text.codePoints().anyMatch(Character::isISOControl))) {
      value.tell(
          Flaw.TEXT_TOO_LONG,
          "is not one line of at most "
              + ApprovalGrammar.ASK_LENGTH_MAX
              + " characters, found "
              + Quote.of(text),
          "put what the person has to know into a file, and name that");
    }
    return text == null ? null : text.strip();
  }
}
