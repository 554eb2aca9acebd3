package dev.continuo.plan.yaml;

import dev.continuo.gate.GatePart;
import dev.continuo.gate.GateSpec;
import dev.continuo.gate.GateSpec.Judge;
import dev.continuo.pattern.Job;
import dev.continuo.pattern.Step;
import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.task.Need;
import dev.continuo.task.Part;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Timeout;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes drafts of a plan of the steps of a pattern. */
final class PatternDrafts {
  private final WorkReader work;
  private final ProjectGates hooks;
  private final StoredTexts texts;
  private final Artifacts artifacts;
  private final Problems problems;

  PatternDrafts(
      WorkReader work,
      ProjectGates hooks,
      StoredTexts texts,
      Artifacts artifacts,
      Problems problems) {
    this.work = work;
    this.hooks = hooks;
    this.texts = texts;
    this.artifacts = artifacts;
    this.problems = problems;
  }

  List<Draft> of(List<Step> steps) {
    var names = new HashSet<String>();
    var drafts = new ArrayList<Draft>();
    for (var step : steps) {
      checkName(step.job(), step.job().name(), names);
      var gates = new HashSet<String>();
      step.checks().forEach(check -> checkName(check.job(), check.name(), gates));
      drafts.add(draft(step));
    }
    return drafts;
  }

  private void checkName(Job job, String name, Set<String> names) {
    if (!names.add(name)) {
      problems.add(Cast.duplicate(job.name(), job.place()));
    }
    if (!Names.isName(name)) {
      problems.add(
          new Problem(
              Flaw.NAME_INVALID,
              job.place(),
              "a task has no valid name, found " + Quote.of(name) + Names.ALLOWED,
              Names.proposal(name)));
    }
  }

  private Draft draft(Step step) {
    var job = step.job();
    artifacts.leaves(job.name(), job.produces());
    artifacts.asks(job.name(), job.place(), step.needs(), job.consumes());
    var what = work(job);
    var gates =
        step.checks().stream()
            .map(
                check ->
                    new GateSpec(
                        check.name(),
                        work(check.job()),
                        List.of(),
                        Judge.VERDICT,
                        check.roundsMax(),
                        Timeout.DEFAULT))
            .toList();
    return new Draft(
        job.name(), job.name(), job.place(), step.needs(), needs -> spec(step, what, gates, needs));
  }

  private Work work(Job job) {
    var subject = new Subject("task `" + job.name() + "`", problems);
    var agent = new Tree.Scalar(job.agent().place(), job.agent().name(), Tree.Kind.TEXT);
    return work.agent(
        new Value(subject, "`agent`", Grammar.AGENT.example(), agent), "", job.prompt());
  }

  private TaskSpec spec(Step step, Work what, List<GateSpec> gates, List<Need> needs) {
    var parts = new ArrayList<Part>(step.parts());
    var project = hooks.beside(Settings.NONE);
    var names = gates.stream().map(GateSpec::name).toList();
    var all = new ArrayList<>(gates);
    project.gates().stream().filter(gate -> !names.contains(gate.name())).forEach(all::add);
    if (!all.isEmpty()) {
      var advisory = project.advisory().stream().filter(name -> !names.contains(name)).toList();
      parts.add(new GatePart(all.stream().map(texts::stored).toList(), advisory));
    }
    var spec = TaskSpec.of(step.job().name(), texts.stored(what)).needing(needs);
    for (var part : parts) {
      spec = spec.with(part);
    }
    return spec;
  }
}
