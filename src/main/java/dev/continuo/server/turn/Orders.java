package dev.continuo.server.turn;

import dev.continuo.plan.Item;
import dev.continuo.run.Run;
import dev.continuo.server.handover.Expected;
import dev.continuo.server.handover.Handover;
import dev.continuo.server.handover.Left;
import dev.continuo.task.ArtifactPart;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.SecretPart;
import dev.continuo.task.Task;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import dev.continuo.worker.Limits;
import dev.continuo.worker.Order;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the order for a turn: its command, environment and folder. */
public final class Orders {
  private static final String PROMPT = "{prompt}";
  private final String url;
  private final Function<TurnId, String> tokens;
  private final Function<Text, String> texts;
  private final Handover handover;
  private final Function<String, Optional<String>> secrets;

  /**
   * Orders of one server.
   *
   * @param url where the turn reaches this server
   * @param tokens the token that lets a turn speak for itself
   * @param texts reads stored texts
   * @param handover writes down what tasks have left for those behind them
   * @param secrets the values of secrets
   */
  public Orders(
      String url,
      Function<TurnId, String> tokens,
      Function<Text, String> texts,
      Handover handover,
      Function<String, Optional<String>> secrets) {
    this.secrets = secrets;
    this.url = url;
    this.tokens = tokens;
    this.texts = texts;
    this.handover = handover;
  }

  public Order order(TurnId turn, Task task, List<Left> left, Run run) {
    var findings = texts.apply(task.findings());
    var environment = new HashMap<>(run.spec().env());
    environment.putAll(task.spec().env());
    names(task)
        .forEach(name -> secrets.apply(name).ifPresent(value -> environment.put(name, value)));
    environment.putAll(ResourcePart.variables(task.leases()));
    environment.putAll(ours(turn, task, findings));
    return new Order(
        id(turn),
        command(task, findings, left),
        environment,
        Path.of(run.spec().project()).resolve(task.spec().workdir()),
        task.spec().work() instanceof Work.Agent agent ? prompt(agent, findings, task, left) : null,
        left.isEmpty() ? null : handover.file(left),
        Expected.of(task).map(_ -> Expected.others(handover.folders(left))).orElse(null),
        Limits.DEFAULT);
  }

  /** Why the task cannot have all its secrets; empty when it can. */
  public Optional<String> missing(Task task) {
    return names(task)
        .filter(name -> secrets.apply(name).isEmpty())
        .findFirst()
        .map(
            name -> "secret `" + name + "`: not set, `continuo secret set " + name + "` keeps one");
  }

  private static Stream<String> names(Task task) {
    return task.spec().part(SecretPart.class).stream().flatMap(part -> part.names().stream());
  }

  static dev.continuo.worker.TurnId id(TurnId turn) {
    return new dev.continuo.worker.TurnId(turn.task().toString(), turn.attempt(), turn.fence());
  }

  private Map<String, String> ours(TurnId turn, Task task, String findings) {
    var ours = new HashMap<String, String>();
    ours.put("CONTINUO_URL", url);
    ours.put("CONTINUO_RUN", turn.task().run().toString());
    ours.put("CONTINUO_TASK", turn.task().toString());
    ours.put("CONTINUO_ATTEMPT", Integer.toString(turn.attempt()));
    ours.put("CONTINUO_ROUND", Integer.toString(task.tally().rounds()));
    ours.put("CONTINUO_TOKEN", tokens.apply(turn));
    if (!findings.isEmpty()) {
      ours.put("CONTINUO_FINDINGS", findings);
    }
    return ours;
  }

  private List<String> command(Task task, String findings, List<Left> left) {
    return switch (task.spec().work()) {
      case Work.Script(var script) -> List.of("sh", "-c", texts.apply(script));
      case Work.Command(var arguments) -> arguments;
      case Work.Agent agent -> agent(agent, prompt(agent, findings, task, left));
      case Work.Unassigned _ -> throw new IllegalStateException("bug: nobody was chosen for it");
      case Work.Inline _ -> throw new IllegalStateException("bug: inline work has no process");
    };
  }

  private static List<String> agent(Work.Agent agent, String prompt) {
    var arguments = new ArrayList<String>();
    agent.arguments().forEach(each -> arguments.add(each.equals(PROMPT) ? prompt : each));
    if (!agent.arguments().contains(PROMPT)) {
      arguments.add(prompt);
    }
    return arguments;
  }

  private static String listed(ArtifactPart part) {
    return Stream.concat(part.produces().stream(), part.gathers().stream())
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }

  /** What others have left is in a file: an agent reads of it what it wants to know. */
  private String prompt(Work.Agent agent, String findings, Task task, List<Left> left) {
    var prompt = new StringBuilder(texts.apply(agent.prompt()));
    var item = task.spec().env().get(Item.VARIABLE);
    if (item != null) {
      prompt.append("\n\nThis is to be done for the item $CONTINUO_ITEM: ").append(item);
    }
    if (left.stream().anyMatch(Left::spoke)) {
      prompt.append("\n\nThe file $CONTINUO_NEEDS has the results of the tasks before this one.");
    }
    if (left.stream().anyMatch(each -> each.turns().findAny().isPresent())) {
      prompt.append("\n\nThe file $CONTINUO_NEEDS has the paths of the files that they have left.");
    }
    var files = task.spec().part(ArtifactPart.class);
    files
        .filter(part -> !part.produces().isEmpty() || !part.gathers().isEmpty())
        .ifPresent(
            part ->
                prompt
                    .append("\n\nLeave these files in the folder $CONTINUO_ARTIFACTS: ")
                    .append(listed(part))
                    .append('.'));
    if (!findings.isEmpty()) {
      prompt
          .append("\n\nThe last attempt was checked and sent back. What was found:\n")
          .append(findings);
    }
    return prompt.toString();
  }
}
