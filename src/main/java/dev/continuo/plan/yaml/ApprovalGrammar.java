package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Key.REQUIRED;

import dev.continuo.approval.ApprovalId;
import dev.continuo.approval.ApprovalPart;
import dev.continuo.approval.ApprovalPart.Otherwise;
import dev.continuo.plan.yaml.Form.Either;
import dev.continuo.plan.yaml.Form.Fields;
import dev.continuo.plan.yaml.Form.Items;
import dev.continuo.plan.yaml.Form.Span;
import dev.continuo.plan.yaml.Form.Title;
import dev.continuo.plan.yaml.Form.Whole;
import dev.continuo.plan.yaml.Form.Word;
import dev.continuo.task.Door;
import dev.continuo.task.Timeout;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a task waits until a person approves. */
final class ApprovalGrammar {
  static final int ASK_LENGTH_MAX = 200;

  static final Word<Door> DOOR = new Word<>(words(Door.START, Door.FINISH), Map.of());
  static final Items DOORS = new Items(DOOR.allowed() + ", or a list of both", DOOR, 2);

  static final Key<Either> WHEN =
      new Key<>(
          "when",
          new Either(DOORS.allowed(), List.of(DOOR, DOORS)),
          "`when: start`",
          "`start`: a person approves before the task starts. `end`: a person approves its work"
              + " before it counts as succeeded. Or a list of both",
          REQUIRED);
  static final Key<Title> ASK =
      new Key<>(
          "ask",
          new Title(ASK_LENGTH_MAX),
          "`ask: Deploy to production?`",
          "the question that the person is asked, one line",
          "none");
  static final Key<Span> TIMEOUT =
      new Key<>(
          "timeout",
          new Span(Duration.ofMillis(1), Timeout.MAX),
          "`timeout: 2d`",
          "how long the person has to decide, in calendar time: it also runs while the run is"
              + " paused or no server runs",
          "no limit");
  static final Key<Word<Otherwise>> ON_TIMEOUT =
      new Key<>(
          "on-timeout",
          Word.of(Otherwise.values()),
          "`on-timeout: fail`",
          "what happens to the task when nobody decides in time. `block`: it waits until a person"
              + " retries or cancels it. `fail`: it fails",
          "`block`");
  static final Key<Word<Otherwise>> ON_REJECT =
      new Key<>(
          "on-reject",
          Word.of(Otherwise.values()),
          "`on-reject: fail`",
          "what happens to the task when it is rejected at its start, or at its end after"
              + " `rounds-max`: `block` or `fail`",
          "`block`");
  static final Key<Whole> ROUNDS =
      new Key<>(
          "rounds-max",
          new Whole(0, ApprovalPart.ROUNDS_MAX),
          "`rounds-max: 1`",
          "how often a task that is rejected at its end gets another attempt, 0 to "
              + ApprovalPart.ROUNDS_MAX
              + "; attempts after a gate or `until` sent it back count too",
          "" + ApprovalPart.ROUNDS_DEFAULT);
  static final Fields DETAILS =
      Fields.of("a map with `when`", List.of(WHEN, ASK, TIMEOUT, ON_TIMEOUT, ON_REJECT, ROUNDS))
          .require(WHEN)
          .with(ON_TIMEOUT, TIMEOUT);
  static final Key<Either> APPROVAL =
      new Key<>(
          "approval",
          new Either(DOORS.allowed() + ", or " + DETAILS.allowed(), List.of(DOOR, DOORS, DETAILS)),
          "`approval: start`",
          "`start`, `end`, a list of both or a map: a person has to approve the task before it"
              + " starts, or its work before it counts as succeeded; see below",
          "none");

  private ApprovalGrammar() {}

  private static Map<String, Door> words(Door... doors) {
    var words = new LinkedHashMap<String, Door>();
    for (var door : doors) {
      words.put(ApprovalId.word(door), door);
    }
    return words;
  }
}
