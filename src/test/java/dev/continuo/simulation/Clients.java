package dev.continuo.simulation;

import dev.continuo.engine.Actor;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.engine.Reply;
import dev.continuo.host.Outcome;
import dev.continuo.host.Submission;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunReply;
import dev.continuo.task.RunId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People and agents that ask for things, ask again when they hear nothing, and believe answers. */
final class Clients {
  private static final Actor ADA = new Actor(Actor.Kind.PERSON, "ada");

  /** One request with its key, until it is answered. */
  private static final class Wish {
    final String key;
    final Command command;
    @Nullable Reply reply;
    boolean settled;

    Wish(String key, Command command) {
      this.key = key;
      this.command = command;
    }
  }

  private final Life life;
  private final Map<String, Plans.Plan> plans = new HashMap<>();
  private final Set<Wish> waiting = new LinkedHashSet<>();
  private final Map<String, String> planOf = new HashMap<>();
  private int keys;

  Clients(Life life) {
    this.life = life;
  }

  /** Hands in a plan, the first of its tasks at once and the rest when they are asked for. */
  void submit(Plans.Plan plan) {
    plans.put(plan.spec().name(), plan);
    var all = plan.tasks();
    var most = RunCommand.piece(all).size();
    var first = life.chance().once(3) ? life.chance().between(1, most) : most;
    var key = wish(new RunCommand.Submit(plan.spec(), all.subList(0, first)));
    planOf.put(key, plan.spec().name());
  }

  /** The plan that somebody handed in, with this name. */
  Plans.Plan plan(String name) {
    var plan = plans.get(name);
    if (plan == null) {
      throw new IllegalStateException("nobody handed in " + name);
    }
    return plan;
  }

  /** The tasks that a run asks for. */
  RunCommand.Feed feed(RunId run, int next) {
    var plan = plan(life.history().run(run).spec.name());
    var left = plan.tasks().subList(next, plan.tasks().size());
    var few = left.subList(0, Math.min(left.size(), life.chance().between(1, 4)));
    return new RunCommand.Feed(run, next, life.chance().once(2) ? few : RunCommand.piece(left));
  }

  /** Asks for something until it is answered; returns the request's key. */
  String wish(Command command) {
    var wish = new Wish("key-" + ++keys, command);
    waiting.add(wish);
    send(wish);
    return wish.key;
  }

  /** The server is gone: whoever waits for an answer asks again. */
  void serverDied() {
    waiting.forEach(this::later);
  }

  /** Whether every request has its answer. */
  boolean content() {
    return waiting.isEmpty();
  }

  private void later(Wish wish) {
    life.time()
        .after(
            life.chance().between(100, 3_000),
            () -> {
              if (waiting.contains(wish)) {
                send(wish);
              }
            });
  }

  private void send(Wish wish) {
    if (!life.up()) {
      later(wish);
      return;
    }
    life.exercised().count(wish.command.getClass());
    life.trace().say(() -> "client: " + wish.key + " " + brief(wish.command));
    var caller = new Caller(ADA, Optional.of(new Caller.Key(wish.key, "the request")));
    life.offer(
        life.assembly()
            .request(
                new Submission(
                    wish.command,
                    caller,
                    Submission.Patience.REFUSE,
                    outcome -> answered(wish, outcome))));
  }

  private void answered(Wish wish, Outcome outcome) {
    life.heard(wish.command, outcome);
    switch (outcome) {
      case Outcome.Accepted(var reply, var sequence) -> {
        acknowledged(wish, reply, sequence);
        if (life.faults().strikes(Fault.REPLY_LOST, 20)) {
          later(wish);
        } else {
          waiting.remove(wish);
          again(wish);
        }
      }
      case Outcome.Refused _ -> {
        Invariant.ACKNOWLEDGED_IS_KEPT.holds(
            wish.reply == null || expired(wish.key),
            () -> wish.key + " was accepted, and then " + outcome);
        waiting.remove(wish);
      }
      case Outcome.Unavailable _ -> {
        if (waiting.contains(wish)) {
          later(wish);
        }
      }
      case Outcome.Broken _ -> {}
    }
  }

  private void acknowledged(Wish wish, Reply reply, long sequence) {
    var history = life.history();
    var kept = Invariant.ACKNOWLEDGED_IS_KEPT;
    kept.holds(
        sequence <= history.head,
        () -> wish.key + " was acknowledged at " + sequence + ", the log ends at " + history.head);
    kept.holds(
        history.answered.containsKey(wish.key),
        () -> wish.key + " was acknowledged and is not in the log");
    kept.holds(
        wish.reply == null || wish.reply.equals(reply) || expired(wish.key),
        () -> wish.key + " was answered " + wish.reply + " and then " + reply);
    if (reply instanceof RunReply.Submitted(var run)) {
      kept.holds(
          history.run(run).spec.name().equals(planOf.getOrDefault(wish.key, "")) || wish.settled,
          () -> wish.key + " became the run " + history.run(run).spec.name());
    }
    wish.reply = reply;
  }

  /** Whether the key was forgotten after its day, so that a repetition is a new request. */
  private boolean expired(String key) {
    var answered = life.history().answered.getOrDefault(key, List.of());
    if (answered.isEmpty()) {
      return false;
    }
    var kept = answered.getLast().plus(Duration.ofHours(24));
    return answered.size() > 1
        || life.time().wall().isAfter(kept)
        || life.history().wall.isAfter(kept);
  }

  /** Some ask twice though they had their answer, and some use a key twice. */
  private void again(Wish wish) {
    if (life.faults().strikes(Fault.REQUEST_TWICE, 12)) {
      waiting.add(wish);
      later(wish);
    }
    if (!life.jumpsFar() && life.faults().strikes(Fault.KEY_REUSED, 30)) {
      reuse(wish);
    }
  }

  private void reuse(Wish wish) {
    var other = new Caller(ADA, Optional.of(new Caller.Key(wish.key, "another request")));
    life.offer(
        life.assembly()
            .request(
                new Submission(
                    wish.command,
                    other,
                    Submission.Patience.REFUSE,
                    outcome -> {
                      life.heard(wish.command, outcome);
                      Invariant.ACKNOWLEDGED_IS_KEPT.holds(
                          !(outcome instanceof Outcome.Accepted),
                          () -> wish.key + " was used for two requests, and both were accepted");
                    })));
  }

  private static String brief(Command command) {
    return command instanceof RunCommand.Submit(var spec, var tasks)
        ? "Submit[" + spec.name() + ", " + tasks.size() + " of " + spec.total() + " tasks]"
        : command.toString();
  }

  /** Each plan became as many runs as the log says that it was answered: once, or once a day. */
  void everythingOnce() {
    var history = life.history();
    planOf.forEach(
        (key, plan) -> {
          var answered = history.answered.getOrDefault(key, List.of());
          Invariant.ACKNOWLEDGED_IS_KEPT.holds(
              history.submissions.getOrDefault(plan, 0) == answered.size(),
              () ->
                  plan
                      + " was handed in once and became "
                      + history.submissions.get(plan)
                      + " runs, answered "
                      + answered);
        });
    history.answered.forEach(
        (key, times) -> {
          for (int i = 1; i < times.size(); i++) {
            Invariant.ACKNOWLEDGED_IS_KEPT.holds(
                times.get(i - 1).plus(Duration.ofHours(24)).isBefore(times.get(i)),
                () -> key + " was carried out twice in a day: " + times);
          }
        });
  }
}
