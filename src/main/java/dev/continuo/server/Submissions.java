package dev.continuo.server;

import dev.continuo.blob.Blobs;
import dev.continuo.http.Plans;
import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import dev.continuo.plan.yaml.AgentFolder;
import dev.continuo.plan.yaml.PlanReader;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunSpec;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes commands of submitted plans, and reads them again when a large run asks for its tasks. */
public final class Submissions implements Plans {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PLAN = "plan";
  private static final String FILE = "file";
  private static final String AGENT = "agent:";
  private final Blobs blobs;

  public Submissions(Blobs blobs) {
    this.blobs = blobs;
  }

  /** Reads a plan, keeps what is long of it, and cuts off what one command can carry. */
  @Override
  public Compiled compile(Submitted submitted) {
    var reading =
        PlanReader.read(
            submitted.plan().getBytes(StandardCharsets.UTF_8),
            submitted.file(),
            new AgentFolder(submitted.project()),
            blobs::keep);
    return switch (reading) {
      case Reading.Bad(var problems, var more) -> new Compiled.Bad(problems, more);
      case Reading.Good(var plan) -> new Compiled.Good(submit(submitted, plan));
    };
  }

  private RunCommand.Submit submit(Submitted submitted, Plan plan) {
    var all = plan.tasks();
    var spec =
        new RunSpec(
            plan.name(),
            submitted.project().toString(),
            environment(submitted, plan),
            blobs.keep(bundle(submitted, plan)),
            plan.parallel(),
            plan.onFailure(),
            all.size());
    return new RunCommand.Submit(spec, all.subList(0, Math.min(all.size(), RunCommand.TASKS_MAX)));
  }

  /** What was captured of the caller, and over it what the plan says for all its tasks. */
  private static SortedMap<String, String> environment(Submitted submitted, Plan plan) {
    var environment = new TreeMap<>(submitted.env());
    environment.putAll(plan.env());
    return environment;
  }

  /** The plan with all that it refers to, so that reading it again depends on nothing else. */
  private static String bundle(Submitted submitted, Plan plan) {
    var bundle = new TreeMap<String, String>();
    bundle.put(PLAN, submitted.plan());
    bundle.put(FILE, submitted.file());
    plan.agents().forEach((name, definition) -> bundle.put(AGENT + name, definition));
    return JSON.writeValueAsString(bundle);
  }

  /** The tasks of a plan that was submitted before, the same and in the same order. */
  List<TaskSpec> tasks(Text plan) {
    var bundle = JSON.readValue(blobs.read(plan), new TypeReference<TreeMap<String, String>>() {});
    var agents = new TreeMap<String, String>();
    bundle
        .tailMap(AGENT, false)
        .forEach(
            (key, definition) -> {
              if (key.startsWith(AGENT)) {
                agents.put(key.substring(AGENT.length()), definition);
              }
            });
    var text = bundle.getOrDefault(PLAN, "");
    var reading =
        PlanReader.read(
            text.getBytes(StandardCharsets.UTF_8),
            bundle.getOrDefault(FILE, PLAN),
            AgentDefinitions.of(agents),
            blobs::keep);
    return switch (reading) {
      case Reading.Good(var again) -> again.tasks();
      case Reading.Bad(var problems, _) ->
          throw new IllegalStateException("bug: an accepted plan is refused: " + problems);
    };
  }
}
