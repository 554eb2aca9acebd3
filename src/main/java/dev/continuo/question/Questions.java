package dev.continuo.question;

import static dev.continuo.engine.Decision.accept;
import static dev.continuo.engine.Decision.refuse;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.NoEvent;
import dev.continuo.engine.Refusal;
import dev.continuo.task.Admission;
import dev.continuo.task.Latch;
import dev.continuo.task.LatchOwner;
import dev.continuo.task.Task;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The feature that asks a person what a task does. The first answer counts, and is kept. */
public final class Questions implements Feature<QuestionCommand, NoEvent>, LatchOwner {
  private final Tasks tasks;

  public Questions(Tasks tasks) {
    this.tasks = tasks;
    tasks.register(this);
  }

  @Override
  public Class<QuestionCommand> commands() {
    return QuestionCommand.class;
  }

  @Override
  public Class<NoEvent> events() {
    return NoEvent.class;
  }

  @Override
  public List<Class<?>> vocabulary() {
    return List.of(QuestionPart.class);
  }

  @Override
  public String owner() {
    return QuestionPart.OWNER;
  }

  @Override
  public Admission admit(Task task) {
    return QuestionPart.unanswered(task.spec())
        ? new Admission.Closed(QuestionPart.LATCH)
        : Admission.OPEN;
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(QuestionRefusal.values());
  }

  @Override
  public Decision decide(QuestionCommand command, Moment at) {
    return switch (command) {
      case QuestionCommand.Answer(var id, var answer) -> {
        var task = tasks.get(id);
        yield task == null
            ? refuse(TaskRefusal.TASK_NOT_FOUND, Facts.of("task", id))
            : answered(task, answer);
      }
    };
  }

  private static Decision answered(Task task, int answer) {
    var facts =
        Facts.of("task", task.spec().name())
            .and("state", task.state().word())
            .and("answer", answer);
    var question = task.spec().part(QuestionPart.class);
    if (question.isEmpty()) {
      return refuse(QuestionRefusal.TASK_ASKS_NOTHING, facts);
    }
    var chosen = question.get().chosen();
    if (chosen.isPresent()) {
      return refuse(
          QuestionRefusal.QUESTION_ANSWERED,
          Facts.of("task", task.spec().name())
              .and("answer", question.get().answer().orElseThrow())
              .and("choice", chosen.get().label()));
    }
    if (task.state().terminal()) {
      return refuse(TaskRefusal.TASK_ENDED, facts);
    }
    var max = question.get().options().size();
    if (answer < 1 || answer > max) {
      return refuse(QuestionRefusal.ANSWER_OUT_OF_RANGE, facts.and("max", max));
    }
    var part = question.get().answered(answer);
    var commands = new ArrayList<Command>();
    commands.add(new TaskCommand.Assign(task.id(), part.work(task.spec()), part));
    if (task.latches().contains(QuestionPart.LATCH)) {
      commands.add(new TaskCommand.OpenLatch(task.id(), QuestionPart.LATCH));
    }
    return accept().then(commands);
  }

  @Override
  public void apply(NoEvent event, Instant when) {}

  @Override
  public Waiting explain(Task task, Latch latch) {
    var labels = task.spec().part(QuestionPart.class).orElseThrow().labels();
    var choices =
        IntStream.range(0, labels.size())
            .mapToObj(i -> i + 1 + ". " + labels.get(i))
            .collect(Collectors.joining(", "));
    return new Waiting("an answer: " + choices, "continuo answer " + task.id() + " N");
  }
}
