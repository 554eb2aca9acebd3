package dev.continuo.task;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says when a task is done, however often it claims to be. It is asked for at each claim; while it
 * is false, the task is sent back.
 *
 * @param expression in the Common Expression Language, over {@code result}, {@code inputs} and
 *     {@code needs}
 * @param inputs those that it names, as JSON
 * @param roundsMax how often the task is sent back; once more, and it has failed
 */
public record UntilPart(String expression, SortedMap<String, String> inputs, int roundsMax)
    implements Part {
  public static final int ROUNDS_DEFAULT = 3;
  public static final int ROUNDS_MAX = 100;

  /** Who owns the latch that is put at each claim. */
  static final String OWNER = "until";

  static final Latch LATCH = new Latch(Door.FINISH, OWNER, "until");

  public UntilPart {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    if (roundsMax < 0 || roundsMax > ROUNDS_MAX) {
      throw new IllegalArgumentException("rounds-max " + roundsMax);
    }
  }

  /** Whether somebody is to say now if the task is done. */
  public static boolean asked(Task task) {
    return task.state() instanceof State.Verifying && task.latches().contains(LATCH);
  }

  /** What an answer means to the claim of this attempt; to every other, nothing. */
  static Decision assess(Task task, int attempt, Assessment answer) {
    if (!asked(task) || task.attempt() != attempt) {
      return refuse(
          TaskRefusal.LATCH_NOT_FOUND, Facts.of("task", task.id()).and("latch", LATCH.key()));
    }
    var opened = new TaskEvent.LatchOpened(task.id(), LATCH);
    var rounds = task.tally().rounds();
    return switch (answer) {
      case Assessment.Done _ -> TaskRules.openLatch(task, LATCH);
      case Assessment.Fail(var reason) -> accept(opened, new TaskEvent.Failed(task.id(), reason));
      case Assessment.Again(var findings, _) when rounds < most(task) ->
          accept(opened, new TaskEvent.Reworked(task.id(), rounds + 1, findings));
      case Assessment.Again(_, var reason) ->
          accept(opened, new TaskEvent.Failed(task.id(), told(rounds) + reason));
    };
  }

  private static int most(Task task) {
    return task.spec().part(UntilPart.class).map(UntilPart::roundsMax).orElse(0);
  }

  private static String told(int rounds) {
    return "sent back " + (rounds == 1 ? "once" : rounds + " times") + ", and ";
  }
}
