package dev.continuo.gate;

import dev.continuo.task.State;
import dev.continuo.task.Task;
import dev.continuo.task.Text;
import java.util.Locale;
import java.util.Set;

/** What a check that has ended says of its subject. */
sealed interface Verdict {
  record Pass() implements Verdict {}

  record Reject(String reason, Text findings) implements Verdict {}

  /** The check said nothing that could be used. */
  record None(String reason) implements Verdict {}

  Set<String> PASS = Set.of("pass", "passed", "approve", "approved");
  Set<String> REJECT =
      Set.of("fail", "failed", "reject", "rejected", "changes requested", "changes required");

  static Verdict of(Task check, GateSpec.Judge judge) {
    return switch (judge) {
      case EXIT -> byExit(check);
      case VERDICT -> byWord(check);
    };
  }

  private static Verdict byExit(Task check) {
    return switch (check.state()) {
      case State.Succeeded _, State.Skipped _ -> new Pass();
      case State.Failed(var reason) -> new Reject(reason, tail(check));
      case State.Cancelled(var reason) -> new None("its check was cancelled: " + reason);
      case State.Pending _, State.Queued _, State.Running _, State.Paused _ -> unfinished(check);
      case State.Suspended _, State.Verifying _, State.Blocked _ -> unfinished(check);
    };
  }

  private static Verdict byWord(Task check) {
    var said = check.result().verdict();
    var word =
        said == null ? "" : said.toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' ');
    if (check.state() instanceof State.Succeeded && PASS.contains(word)) {
      return new Pass();
    }
    if (REJECT.contains(word)) {
      var first = check.result().findings().stream().findFirst().orElse("verdict `" + said + "`");
      return new Reject(first, check.result().json());
    }
    return new None(
        said == null
            ? "its check gave no verdict"
            : "its check ended as " + check.state().word() + " with the verdict `" + said + "`");
  }

  private static Text tail(Task check) {
    return check.turns().isEmpty() ? Text.EMPTY : check.turns().getLast().exit().tail();
  }

  private static Verdict unfinished(Task check) {
    throw new IllegalStateException("bug: check " + check.id() + " is " + check.state().word());
  }
}
