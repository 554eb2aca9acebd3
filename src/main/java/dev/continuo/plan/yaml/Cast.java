package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.ArtifactGrammar.CONSUMES;
import static dev.continuo.plan.yaml.ArtifactGrammar.PRODUCES;
import static dev.continuo.plan.yaml.Grammar.AGENT;
import static dev.continuo.plan.yaml.Grammar.NEEDS;
import static dev.continuo.plan.yaml.Grammar.PROMPT;
import static dev.continuo.plan.yaml.PatternGrammar.JOBS;
import static dev.continuo.plan.yaml.PatternGrammar.JOB_NAME;

import dev.continuo.pattern.Job;
import dev.continuo.plan.Draft;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Nearest;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that somebody gives a pattern, each until the pattern takes it. Those of a stage have
 * its name before theirs.
 */
final class Cast {
  /**
   * A task as it is given; who does it may be left to the pattern.
   *
   * @param more what the other file says of it
   */
  private record Given(
      Section section, String name, Place place, String prefix, @Nullable Given more) {
    Job as(Job.Agent agent) {
      return new Job(
          name,
          place,
          agent,
          read(PROMPT, "", value -> value.prose(PROMPT.form())),
          read(NEEDS, List.of(), this::needs),
          read(PRODUCES, List.of(), Artifacts::names),
          read(CONSUMES, List.of(), Artifacts::names));
    }

    private <T> T read(Key<?> key, T otherwise, Section.Reader<T> reader) {
      return section.has(key) || more == null
          ? section.read(key, otherwise, reader)
          : more.read(key, otherwise, reader);
    }

    private @Nullable List<Draft.Edge> needs(Value value) {
      var needs = TaskReader.needs(value);
      return needs == null
          ? null
          : needs.stream()
              .map(edge -> new Draft.Edge(prefix + edge.name(), edge.on(), edge.place()))
              .toList();
    }

    Job.@Nullable Agent agent() {
      var value = section.get(AGENT);
      var written = value == null ? null : value.name();
      return value == null || written == null ? null : new Job.Agent(written, value.at());
    }
  }

  private final Problems problems;
  private final String prefix;
  private final SequencedMap<String, Given> given;
  private final List<String> known;

  private Cast(
      Problems problems, String prefix, SequencedMap<String, Given> given, List<String> known) {
    this.problems = problems;
    this.prefix = prefix;
    this.given = given;
    this.known = known;
  }

  /** Nobody yet. */
  static Cast empty(Problems problems) {
    return new Cast(problems, "", new LinkedHashMap<>(), new ArrayList<>());
  }

  /** Those of one stage. */
  Cast of(String stage) {
    return new Cast(problems, prefix + stage + ".", given, known);
  }

  /** Reads tasks that are given under {@code tasks}, in the configuration or beside it. */
  void read(Value tasks) {
    switch (tasks.tree()) {
      case Tree.Fields fields ->
          new Section(new Subject("`tasks`", problems), fields)
              .fields()
              .forEach(field -> read((Tree.Scalar) field.key(), field.value()));
      case Tree.Items(_, var items, _) -> items.forEach(item -> read(tasks, item));
      case Tree.Scalar _ -> tasks.wrongType(JOBS.form().allowed());
    }
  }

  private void read(Tree.Scalar key, Tree body) {
    var name = new Value(new Subject("", problems), "a task's name", JOBS.example(), key).name();
    var subject = new Subject("task " + Quote.of(prefix + key.text()), problems);
    var value = new Value(subject, "it", JOBS.example(), body);
    var section = value.fields(PatternGrammar.JOB, subject);
    if (name != null && section != null) {
      put(new Given(section, prefix + name, key.at(), prefix, null));
    }
  }

  private void read(Value tasks, Tree item) {
    var subject = new Subject("task", problems);
    var section =
        new Value(tasks.subject(), "an element of `tasks`", JOBS.example(), item)
            .fields(PatternGrammar.LISTED_JOB, subject);
    if (section == null) {
      return;
    }
    var name = section.require(JOB_NAME, "", Value::name);
    if (!name.isEmpty()) {
      put(new Given(section, prefix + name, section.place(), prefix, null));
    }
  }

  /** What both files say of a task comes together, in the order of the one that is read last. */
  private void put(Given task) {
    var other = given.remove(task.name());
    if (other != null && other.place().file().equals(task.place().file())) {
      problems.add(duplicate(task.name(), task.place()));
    }
    given.put(
        task.name(), new Given(task.section(), task.name(), task.place(), task.prefix(), other));
  }

  static Problem duplicate(String name, Place place) {
    return new Problem(
        Flaw.PATTERN_TASK_DUPLICATE,
        place,
        "task `" + name + "` stands twice in the pattern",
        "give one of the two another name");
  }

  /** All that are given to this stage, for a pattern that is made of them. */
  List<Job> all(String pattern, Place at) {
    var mine = given.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    if (mine.isEmpty()) {
      problems.add(
          new Problem(
              Flaw.PATTERN_TASKS_MISSING,
              at,
              "pattern `" + pattern + "`: has no tasks",
              "give it some with `--tasks TASKS.yaml`, or under `tasks`"));
    }
    return mine.stream().map(this::taken).flatMap(Optional::stream).toList();
  }

  private Optional<Job> taken(String name) {
    var task = Objects.requireNonNull(given.remove(name));
    known.add(name);
    var more = task.more();
    var agent = task.agent();
    if (agent == null && more != null) {
      agent = more.agent();
    }
    if (agent == null) {
      if (!task.section().has(AGENT)) {
        task.section().tellMissing(AGENT, task.place(), AGENT.example());
      }
      return Optional.empty();
    }
    checkAgent(more, agent);
    return Optional.of(task.as(agent));
  }

  /** The task that the pattern calls so and has done by this agent. */
  Optional<Job> role(String local, Place at, Value agent) {
    var name = prefix + local;
    known.add(name);
    var written = agent.name();
    var task = given.remove(name);
    if (written == null) {
      return Optional.empty();
    }
    var by = new Job.Agent(written, agent.at());
    for (var each = task; each != null; each = each.more()) {
      checkAgent(each, by);
    }
    return Optional.of(
        task == null ? new Job(name, at, by, "", List.of(), List.of(), List.of()) : task.as(by));
  }

  private void checkAgent(@Nullable Given task, Job.Agent by) {
    var other = task == null ? null : task.agent();
    if (task != null && other != null && !other.name().equals(by.name())) {
      problems.add(
          new Problem(
              Flaw.PATTERN_AGENT_DIFFERS,
              other.place(),
              "task `"
                  + task.name()
                  + "`: `agent` is not that of the pattern, found `"
                  + other.name()
                  + "`",
              "remove it, or write `" + by.name() + "`"));
    }
  }

  /** The same for one that only judges another. */
  Optional<Job> judge(String local, Place at, Value agent) {
    var judge = role(local, at, agent);
    judge
        .filter(job -> !job.needs().isEmpty() || !job.produces().isEmpty())
        .ifPresent(
            job ->
                problems.add(
                    new Problem(
                        Flaw.PATTERN_NEED,
                        job.place(),
                        "task `"
                            + job.name()
                            + "`: only judges another, which alone can have"
                            + " `needs` and `produces`",
                        "remove them")));
    return judge;
  }

  /** Tells whom no pattern has taken. */
  void tellRest() {
    given.forEach(
        (name, task) -> {
          var near = Nearest.to(name, known).orElse(null);
          problems.add(
              new Problem(
                  Flaw.PATTERN_TASK_UNKNOWN,
                  task.place(),
                  "task `"
                      + name
                      + "`: the pattern has no such task"
                      + (near == null ? "" : ", did you mean `" + near + "`?"),
                  near == null ? "it has " + Section.listed(known) : ""));
        });
  }
}
