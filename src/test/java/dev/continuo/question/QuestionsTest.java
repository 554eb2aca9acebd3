package dev.continuo.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.condition.Choice;
import dev.continuo.condition.ConditionCommand;
import dev.continuo.condition.ConditionPart;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.DispatchReply;
import dev.continuo.run.Standing;
import dev.continuo.task.Mover;
import dev.continuo.task.Need;
import dev.continuo.task.Revision;
import dev.continuo.task.Task;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tasks of which a person says what they do. */
class QuestionsTest {
  private static final TaskId FIRST = Given.RUN.task(0);
  private static final TaskId ID = Given.RUN.task(1);
  private static final Text PROMPT = new Text.Inline("make it fast");
  private static final QuestionPart QUESTION =
      QuestionPart.open("who?", List.of(option("ada"), option("ben")));
  private static final TaskEvent ASKED = new TaskEvent.LatchPut(ID, QuestionPart.LATCH);
  private static final TaskEvent OPENED = new TaskEvent.LatchOpened(ID, QuestionPart.LATCH);
  private static final TaskEvent BEN = answered(2);

  private static QuestionPart.Option option(String name) {
    return new QuestionPart.Option(name, new Work.Agent(name, List.of(name, "-p"), Text.EMPTY));
  }

  private static TaskEvent answered(int number) {
    var part = QUESTION.answered(number);
    return new TaskEvent.Assigned(ID, part.work(asking().with(QUESTION)), part);
  }

  private static TaskSpec asking() {
    return TaskSpec.of("second", new Work.Unassigned(PROMPT))
        .needing(List.of(new Need(0, Need.On.SUCCEEDED)));
  }

  private static Given given() {
    return Given.run(Given.task("first"), asking().with(QUESTION));
  }

  private static Given asked() {
    return given().and(new TaskEvent.Succeeded(FIRST), ASKED);
  }

  private static Task task(Given given) {
    return Optional.ofNullable(given.tasks.get(ID)).orElseThrow();
  }

  @Test
  void a_person_is_asked_when_the_needs_are_satisfied_and_not_before() {
    given().whenSettled().brief("Queued Started");
    given().and(new TaskEvent.Succeeded(FIRST)).whenSettled().brief("LatchPut");

    assertThat(Standing.of(task(given()))).isEqualTo(Standing.WAITING);
    assertThat(Standing.of(task(asked()))).isEqualTo(Standing.PERSON);
  }

  @Test
  void an_answer_opens_the_door_and_says_who_does_it() {
    asked().when(new QuestionCommand.Answer(ID, 2)).then(BEN, OPENED);
    var answered = asked().and(BEN, OPENED);

    assertThat(task(answered).spec().work())
        .isEqualTo(new Work.Agent("ben", List.of("ben", "-p"), PROMPT));
    answered.whenSettled().brief("Queued Started");
  }

  @Test
  void an_answer_before_the_question_spares_it() {
    given().when(new QuestionCommand.Answer(ID, 1)).then(answered(1));
    given().and(answered(1), new TaskEvent.Succeeded(FIRST)).whenSettled().brief("Queued Started");
  }

  @Test
  void an_answer_is_told_by_the_prompt_that_the_task_has_by_then() {
    var revision =
        new Revision(
            Optional.empty(),
            Optional.of(new Text.Inline("make it small")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    var answered = asked().and(new TaskEvent.Changed(ID, revision));
    answered.when(new QuestionCommand.Answer(ID, 2)).reply();

    assertThat(task(answered).spec().work().told()).contains(new Text.Inline("make it small"));
  }

  @Test
  void only_the_first_answer_counts_and_only_one_of_the_choices() {
    asked()
        .and(BEN, OPENED)
        .when(new QuestionCommand.Answer(ID, 1))
        .refused(QuestionRefusal.QUESTION_ANSWERED);
    for (var answer : new int[] {0, 3}) {
      asked()
          .when(new QuestionCommand.Answer(ID, answer))
          .refused(QuestionRefusal.ANSWER_OUT_OF_RANGE);
    }
    asked()
        .and(new TaskEvent.Cancelled(ID, "x"))
        .when(new QuestionCommand.Answer(ID, 1))
        .refused(TaskRefusal.TASK_ENDED);
  }

  @Test
  void a_retry_asks_again_only_when_nobody_has_answered() {
    var cancelled = new TaskEvent.Cancelled(ID, "x");
    var reopened = new TaskEvent.Reopened(ID);

    asked().and(BEN, OPENED, cancelled, reopened).whenSettled().brief("Queued Started");
    var again = asked().and(cancelled, reopened);
    again.whenSettled().brief("");
    again.when(new QuestionCommand.Answer(ID, 2)).then(BEN, OPENED);
  }

  @Test
  void whether_it_is_done_at_all_comes_before_who_does_it() {
    var condition = new ConditionPart("inputs.deploy", Collections.emptySortedMap());
    var told = new TaskEvent.LatchOpened(ID, ConditionPart.LATCH);
    var given =
        Given.run(Given.task("first"), asking().with(QUESTION).with(condition))
            .and(new TaskEvent.Succeeded(FIRST), new TaskEvent.LatchPut(ID, ConditionPart.LATCH));

    given.when(new ConditionCommand.Decide(ID, new Choice.Do())).then(told);
    given.whenSettled().brief("LatchOpened LatchPut");
  }

  @Test
  void why_lists_the_choices() {
    assertThat(asked().when(new DispatchCommand.Explain(ID)).reply())
        .isEqualTo(
            new DispatchReply.Reasons(
                List.of(
                    new DispatchReply.Reason(
                        "question",
                        new DispatchReply.Subject(DispatchReply.Subject.Kind.LATCH, "answer"),
                        Mover.PERSON,
                        Optional.empty(),
                        "waits for an answer: 1. ada, 2. ben",
                        "continuo answer " + ID + " N"))));
  }
}
