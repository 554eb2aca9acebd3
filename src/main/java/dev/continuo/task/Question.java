package dev.continuo.task;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks what a task does, takes the answer, and explains what the task waits for so long. */
final class Question implements LatchOwner {
  @Override
  public String owner() {
    return QuestionPart.OWNER;
  }

  @Override
  public String explain(Task task, Latch latch) {
    var labels = task.spec().part(QuestionPart.class).orElseThrow().labels();
    var choices =
        IntStream.range(0, labels.size())
            .mapToObj(i -> i + 1 + ". " + labels.get(i))
            .collect(Collectors.joining(", "));
    return "an answer: " + choices + "; `continuo answer " + task.id() + " N` gives it";
  }

  /** The first answer counts, and is not asked for again. */
  static Decision answered(Task task, int answer) {
    var facts =
        Facts.of("task", task.spec().name())
            .and("state", task.state().word())
            .and("answer", answer);
    var question = task.spec().part(QuestionPart.class);
    if (question.isEmpty()) {
      return refuse(TaskRefusal.TASK_ASKS_NOTHING, facts);
    }
    var chosen = question.get().chosen();
    if (chosen.isPresent()) {
      return refuse(
          TaskRefusal.QUESTION_ANSWERED,
          Facts.of("task", task.spec().name())
              .and("answer", question.get().answer().orElseThrow())
              .and("choice", chosen.get().label()));
    }
    if (task.state().terminal()) {
      return refuse(TaskRefusal.TASK_ENDED, facts);
    }
    var max = question.get().options().size();
    if (answer < 1 || answer > max) {
      return refuse(TaskRefusal.ANSWER_OUT_OF_RANGE, facts.and("max", max));
    }
    var given = new TaskEvent.Answered(task.id(), answer);
    return task.latches().contains(QuestionPart.LATCH)
        ? accept(given, new TaskEvent.LatchOpened(task.id(), QuestionPart.LATCH))
        : accept(given);
  }
}
