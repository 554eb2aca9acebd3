package dev.continuo.operation;

import dev.continuo.dispatch.DispatchReply;
import dev.continuo.dispatch.DispatchReply.Subject;
import dev.continuo.engine.Quarantine;
import dev.continuo.task.Mover;
import dev.continuo.task.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a task or a run is not progressing, as the API shows it. */
final class WhyViews {
  private WhyViews() {}

  record TaskWhy(
      @Describe("the task's id") String task,
      @Describe("the reasons, at least one") List<ReasonView> reasons) {}

  record RunWhy(
      @Describe("the run's id") String run,
      @Describe("its state") String state,
      @Describe("the reasons of the run itself; none while it runs") List<ReasonView> reasons,
      @Describe("its unfinished tasks, those with the same reasons together")
          List<GroupView> groups,
      @Describe("how many tasks have not ended") int unfinished,
      @Describe("how many of them are in no group, because there are too many") int unexplained) {}

  record GroupView(
      @Describe("the state of each of the tasks") String state,
      @Describe("how many tasks they are") int count,
      @Describe("the first of them") List<NamedView> first,
      @Describe("their reasons") List<ReasonView> reasons) {}

  record NamedView(
      @Describe("the task's id") String task, @Describe("the task's name") String name) {}

  record SubjectView(
      @Describe(
              value = "what kind of thing the reason is about",
              words = {"task", "run", "turn", "latch", "limit", "account"})
          String kind,
      @Describe("its id, or its name") String id) {}

  record ReasonView(
      @Describe("what kind of reason it is; stable") String code,
      @Describe("what it is about") SubjectView subject,
      @Describe(
              value = "who can change it",
              words = {"person", "clock", "process", "tasks"})
          String mover,
      @Describe("since when, where that is known") @Nullable Instant since,
      @Describe("the reason as a sentence for people") String text,
      @Describe("the command that changes it; empty when none does") String remedy) {}

  static RunWhy of(DispatchReply.RunReasons reply) {
    return new RunWhy(
        reply.run().toString(),
        reply.state(),
        of(reply.reasons()),
        reply.groups().stream().map(WhyViews::of).toList(),
        reply.unfinished(),
        reply.unexplained());
  }

  static List<ReasonView> of(List<DispatchReply.Reason> reasons) {
    return reasons.stream().map(WhyViews::of).toList();
  }

  /**
   * The engine knows nothing of the tasks of a run in quarantine.
   *
   * @param who the run, as the sentence calls it
   */
  static ReasonView of(String who, RunId run, Quarantine quarantine) {
    return of(
        new DispatchReply.Reason(
            "run_quarantined",
            new Subject(Subject.Kind.RUN, run.toString()),
            Mover.PERSON,
            Optional.of(quarantine.since()),
            who + " is in quarantine: " + quarantine.reason(),
            "continuo quarantine " + run + " --lift"));
  }

  private static GroupView of(DispatchReply.Group group) {
    return new GroupView(
        group.state(),
        group.count(),
        group.first().stream()
            .map(named -> new NamedView(named.task().toString(), named.name()))
            .toList(),
        of(group.reasons()));
  }

  private static ReasonView of(DispatchReply.Reason reason) {
    return new ReasonView(
        reason.code(),
        new SubjectView(word(reason.subject().kind()), reason.subject().id()),
        word(reason.mover()),
        reason.since().orElse(null),
        reason.text(),
        reason.remedy());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
