package dev.continuo.server;

import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.Plan;
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
 * @param agents the definitions that it uses, by name
 * @param from the run that its work was taken over from
 * @param taken the indexes of the tasks that were
 */
record Bundle(
    String plan,
    String file,
    SortedMap<String, String> agents,
    Optional<RunId> from,
    BitSet taken) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PLAN = "plan";
  private static final String FILE = "file";
  private static final String FROM = "from";
  private static final String TAKEN = "taken";
  private static final String AGENT = "agent:";

  /** A plan that was just read, with the definitions that it was found to use. */
  static Bundle of(String text, String file, Plan plan) {
    return new Bundle(text, file, plan.agents(), Optional.empty(), new BitSet());
  }

  /** The same plan, of which these tasks are taken over from a run. */
  Bundle after(RunId run, BitSet done) {
    return new Bundle(plan, file, agents, Optional.of(run), done);
  }

  static Bundle read(String text) {
    var bundle = JSON.readValue(text, new TypeReference<TreeMap<String, String>>() {});
    var agents = new TreeMap<String, String>();
    bundle
        .tailMap(AGENT, false)
        .forEach(
            (key, definition) -> {
              if (key.startsWith(AGENT)) {
                agents.put(key.substring(AGENT.length()), definition);
              }
            });
    var taken = new BitSet();
    bundle
        .getOrDefault(TAKEN, "")
        .lines()
        .map(line -> line.split("-", 2))
        .forEach(range -> taken.set(Integer.parseInt(range[0]), Integer.parseInt(range[1]) + 1));
    return new Bundle(
        bundle.getOrDefault(PLAN, ""),
        bundle.getOrDefault(FILE, PLAN),
        agents,
        RunId.parse(bundle.getOrDefault(FROM, "")),
        taken);
  }

  String write() {
    var bundle = new TreeMap<String, String>();
    bundle.put(PLAN, plan);
    bundle.put(FILE, file);
    agents.forEach((name, definition) -> bundle.put(AGENT + name, definition));
    from.ifPresent(run -> bundle.put(FROM, run.toString()));
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

  AgentDefinitions definitions() {
    return AgentDefinitions.of(agents);
  }
}
