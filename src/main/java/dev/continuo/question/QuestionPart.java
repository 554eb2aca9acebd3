package dev.continuo.question;

import dev.continuo.task.Door;
import dev.continuo.task.Latch;
import dev.continuo.task.Mover;
import dev.continuo.task.Remark;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says that a person chooses what a task does, among numbered options. It is asked when the task's
 * needs are satisfied, before its first attempt, and can be answered before that.
 *
 * @param text what is asked, in lines
 * @param options the first has the number 1
 * @param answer the number of the one that was chosen
 */
public record QuestionPart(String text, List<Option> options, Optional<Integer> answer)
    implements Remark {
  /** The owner of the latch that keeps the task from being queued meanwhile. */
  public static final String OWNER = "question";

  public static final int OPTIONS_MAX = 100;

  public static final Latch LATCH = new Latch(Door.START, OWNER, "answer", Mover.PERSON);

  /**
   * One thing that can be answered.
   *
   * @param label as people read it
   * @param work what the task does then, by the prompt that it has itself
   */
  public record Option(String label, Work work) {}

  public QuestionPart {
    options = List.copyOf(options);
  }

  /** A question that nobody has answered. */
  public static QuestionPart open(String text, List<Option> options) {
    return new QuestionPart(text, options, Optional.empty());
  }

  QuestionPart answered(int with) {
    return new QuestionPart(text, options, Optional.of(with));
  }

  /** What was answered. */
  public Optional<Option> chosen() {
    return answer.map(number -> options.get(number - 1));
  }

  /** The labels of the options, in their order. */
  public List<String> labels() {
    return options.stream().map(Option::label).toList();
  }

  /** The question with its options by number, in lines. */
  public List<String> lines() {
    var lines = new ArrayList<>(text.lines().toList());
    for (int i = 0; i < options.size(); i++) {
      lines.add(i + 1 + ". " + options.get(i).label());
    }
    return lines;
  }

  /** Whether the task has a question that nobody has answered. */
  public static boolean unanswered(TaskSpec task) {
    return task.part(QuestionPart.class).filter(part -> part.answer().isEmpty()).isPresent();
  }

  /** The task with the work of this option instead of the question. */
  public static TaskSpec answered(TaskSpec task, int answer) {
    var question = task.part(QuestionPart.class).orElseThrow().answered(answer);
    return task.assigned(question.work(task), question);
  }

  /** The work that was chosen, with the prompt of the task where it has one. */
  Work work(TaskSpec task) {
    var work = chosen().orElseThrow().work();
    return task.work().told().map(work::prompted).orElse(work);
  }
}
