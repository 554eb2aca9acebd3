package dev.continuo.server.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.condition.Choice;
import dev.continuo.condition.ConditionCommand;
import dev.continuo.condition.ConditionPart;
import dev.continuo.engine.Command;
import dev.continuo.expression.Cel;
import dev.continuo.server.handover.Handover;
import dev.continuo.server.handover.Left;
import dev.continuo.task.Latch;
import dev.continuo.task.RunId;
import dev.continuo.task.Task;
import dev.continuo.task.TaskEffect;
import dev.continuo.task.TaskEvent;
import dev.continuo.task.TaskId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EvaluationsTest {
  private static final Latch IF = ConditionPart.LATCH;

  private final Given given = Given.nothing();
  private final BlockingQueue<Command> answers = new LinkedBlockingQueue<>();
  private @Nullable Evaluations evaluations;

  @AfterEach
  void close() {
    if (evaluations != null) {
      evaluations.close();
    }
  }

  private Evaluations evaluations(Resolver resolver) {
    var made =
        new Evaluations(
            given.tasks, (command, _) -> answers.add(command), Runnable::run, List.of(resolver));
    evaluations = made;
    return made;
  }

  private TaskEffect.Resolve asked(TaskId id, String expression, String json) {
    var inputs = new TreeMap<>(Map.of("x", json));
    var spec = Given.task("t" + id.index()).with(new ConditionPart(expression, inputs));
    given.and(new TaskEvent.Submitted(id, spec), new TaskEvent.LatchPut(id, IF));
    return new TaskEffect.Resolve(id, 0, IF);
  }

  private static Resolver conditions() {
    return new ConditionResolver(new Cel(), new Handover(_ -> "{}", _ -> Path.of("/nowhere")));
  }

  @Test
  void a_condition_that_meets_a_limit_fails_its_task_with_the_limit() throws Exception {
    var id = new RunId(1).task(0);
    var effect =
        asked(id, "inputs.x.map(a, inputs.x + inputs.x) == []", "[" + "1,".repeat(29_999) + "1]");

    evaluations(conditions()).release(effect);

    assertThat(answers.take())
        .isEqualTo(
            new ConditionCommand.Decide(
                id,
                new Choice.Fail(
                    "its condition `inputs.x.map(a, inputs.x + inputs.x) == []` cannot be told:"
                        + " limit `evaluation_bytes`: exceeded, at most 33554432 are allowed;"
                        + " it had {\"inputs.x\":\"["
                        + "1,".repeat(143)
                        + "…")));
  }

  @Test
  void what_a_task_does_not_ask_for_any_more_is_not_evaluated() throws Exception {
    var id = new RunId(1).task(0);
    var effect = asked(id, "true", "1");
    given.and(new TaskEvent.LatchOpened(id, IF));
    var next = asked(new RunId(1).task(1), "true", "1");

    var made = evaluations(conditions());
    made.release(effect);
    made.release(next);

    assertThat(answers.take())
        .isEqualTo(new ConditionCommand.Decide(new RunId(1).task(1), new Choice.Do()));
    assertThat(answers).isEmpty();
  }

  /** Evaluates what the test says. */
  private record Scripted(java.util.function.Function<Task, Choice> script) implements Resolver {
    @Override
    public String owner() {
      return "condition";
    }

    @Override
    public Command resolve(Task task, List<Left> left) {
      return new ConditionCommand.Decide(task.id(), script.apply(task));
    }

    @Override
    public Command failed(TaskId task, int attempt, String reason) {
      return new ConditionCommand.Decide(task, new Choice.Fail(reason));
    }
  }

  @Test
  void an_error_fails_the_task_and_the_next_evaluation_goes_on() throws Exception {
    var made =
        evaluations(
            new Scripted(
                task -> {
                  if (task.id().index() == 0) {
                    throw new OutOfMemoryError("Java heap space");
                  }
                  return new Choice.Do();
                }));
    var first = new RunId(1).task(0);
    var second = new RunId(1).task(1);

    made.release(asked(first, "true", "1"));
    made.release(asked(second, "true", "1"));

    assertThat(answers.take())
        .isEqualTo(
            new ConditionCommand.Decide(
                first, new Choice.Fail("bug: its evaluation ended with OutOfMemoryError")));
    assertThat(answers.take()).isEqualTo(new ConditionCommand.Decide(second, new Choice.Do()));
  }

  @Test
  void a_run_with_many_slow_conditions_holds_up_no_other() throws Exception {
    var gate = new CountDownLatch(1);
    var made =
        evaluations(
            new Scripted(
                task -> {
                  if (task.id().run().equals(new RunId(1))) {
                    awaited(gate);
                  }
                  return new Choice.Do();
                }));
    for (int i = 0; i < 50; i++) {
      made.release(asked(new RunId(1).task(i), "true", "1"));
    }
    var other = new RunId(2).task(0);

    made.release(asked(other, "true", "1"));

    assertThat(answers.take()).isEqualTo(new ConditionCommand.Decide(other, new Choice.Do()));
    gate.countDown();
    for (int i = 0; i < 50; i++) {
      assertThat(answers.take())
          .isEqualTo(new ConditionCommand.Decide(new RunId(1).task(i), new Choice.Do()));
    }
  }

  private static void awaited(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
