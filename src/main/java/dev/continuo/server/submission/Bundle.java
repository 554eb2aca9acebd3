package dev.continuo.server.submission;

import dev.continuo.expression.Cel;
import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Plan;
import dev.continuo.plan.PlanFiles;
import dev.continuo.plan.References;
import dev.continuo.plan.TasksFile;
import dev.continuo.task.RunId;
import java.util.BitSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plan with all that it refers to, so that reading it again depends on nothing else, and gives
 * the same tasks.
 *
 * @param plan the text of its file
 * @param inputs the values of its inputs, by name
 * @param agents the definitions that it uses, by name
 * @param plans those that it uses, by path
 * @param configuration the files of its project's configuration, by path
 * @param from the run that its work was taken over from
 * @param taken the indexes of the tasks that were
 * @param answers what was answered there, by the indexes of the tasks
 */
record Bundle(
    String plan,
    String file,
    SortedMap<String, String> inputs,
    SortedMap<String, String> agents,
    SortedMap<String, String> plans,
    SortedMap<String, String> configuration,
    Optional<RunId> from,
    BitSet taken,
    SortedMap<Integer, Integer> answers,
    Optional<TasksFile> tasks) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PLAN = "plan";
  private static final String FILE = "file";
  private static final String FROM = "from";
  private static final String TAKEN = "taken";
  private static final String TASKS = "tasks";
  private static final String TASKS_FILE = "tasks-file";
  private static final String AGENT = "agent:";
  private static final String USED = "uses:";
  private static final String CONFIGURATION = "configuration:";
  private static final String ANSWER = "answer:";
  private static final String INPUT = "input:";

  /** A plan that was just read, with the definitions that it was found to use. */
  static Bundle of(String text, String file, Optional<TasksFile> tasks, Plan plan) {
    return new Bundle(
        text,
        file,
        plan.inputs(),
        plan.agents(),
        plan.used(),
        plan.configuration().files(),
        Optional.empty(),
        new BitSet(),
        new TreeMap<>(),
        tasks);
  }

  /** The same plan, with these values of its inputs. */
  Bundle given(SortedMap<String, String> values) {
    return new Bundle(
        plan, file, values, agents, plans, configuration, from, taken, answers, tasks);
  }

  /** The same plan, of which these tasks and answers are taken over from a run. */
  Bundle after(RunId run, BitSet done, SortedMap<Integer, Integer> answered) {
    return new Bundle(
        plan, file, inputs, agents, plans, configuration, Optional.of(run), done, answered, tasks);
  }

  static Bundle read(String text) {
    var bundle = JSON.readValue(text, new TypeReference<TreeMap<String, String>>() {});
    var taken = new BitSet();
    bundle
        .getOrDefault(TAKEN, "")
        .lines()
        .map(line -> line.split("-", 2))
        .forEach(range -> taken.set(Integer.parseInt(range[0]), Integer.parseInt(range[1]) + 1));
    var answers = new TreeMap<Integer, Integer>();
    members(bundle, ANSWER)
        .forEach((index, answer) -> answers.put(Integer.valueOf(index), Integer.valueOf(answer)));
    return new Bundle(
        bundle.getOrDefault(PLAN, ""),
        bundle.getOrDefault(FILE, PLAN),
        members(bundle, INPUT),
        members(bundle, AGENT),
        members(bundle, USED),
        members(bundle, CONFIGURATION),
        RunId.parse(bundle.getOrDefault(FROM, "")),
        taken,
        answers,
        Optional.ofNullable(bundle.get(TASKS))
            .map(tasks -> new TasksFile(bundle.getOrDefault(TASKS_FILE, TASKS), tasks)));
  }

  /** What stands in the bundle under this kind of key, by name. */
  private static SortedMap<String, String> members(TreeMap<String, String> bundle, String kind) {
    var members = new TreeMap<String, String>();
    bundle
        .tailMap(kind, false)
        .forEach(
            (key, text) -> {
              if (key.startsWith(kind)) {
                members.put(key.substring(kind.length()), text);
              }
            });
    return members;
  }

  String write() {
    var bundle = new TreeMap<String, String>();
    bundle.put(PLAN, plan);
    bundle.put(FILE, file);
    agents.forEach((name, definition) -> bundle.put(AGENT + name, definition));
    plans.forEach((path, text) -> bundle.put(USED + path, text));
    configuration.forEach((path, text) -> bundle.put(CONFIGURATION + path, text));
    inputs.forEach((name, value) -> bundle.put(INPUT + name, value));
    answers.forEach((index, answer) -> bundle.put(ANSWER + index, answer.toString()));
    from.ifPresent(run -> bundle.put(FROM, run.toString()));
    tasks.ifPresent(
        each -> {
          bundle.put(TASKS, each.text());
          bundle.put(TASKS_FILE, each.name());
        });
    if (!taken.isEmpty()) {
      bundle.put(TAKEN, ranges());
    }
    return JSON.writeValueAsString(bundle);
  }

  /** {@code FIRST-LAST} a line: what is done of a plan stands together. */
  private String ranges() {
    return taken.stream()
        .filter(index -> index == 0 || !taken.get(index - 1))
        .mapToObj(index -> index + "-" + (taken.nextClearBit(index) - 1))
        .collect(Collectors.joining("\n"));
  }

  References references() {
    return references(new TreeMap<>());
  }

  /** The same, with other values for some of its inputs. */
  References references(SortedMap<String, String> given) {
    var values = new TreeMap<>(inputs);
    values.putAll(given);
    return new References(
            AgentDefinitions.of(agents),
            ConfigurationFiles.of(configuration),
            new InputValues.Given(values),
            new Cel())
        .using(PlanFiles.of(plans))
        .with(tasks);
  }
}
