package dev.continuo.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** What became of everything that was acknowledged. */
final class TortureCount {
  private final Continuo continuo;
  private final Map<String, String> acknowledged;
  private final Set<String> disturbed;
  private final List<JsonNode> tasks = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private int givenUp;

  /** {@code disturbed} are the tasks of which a process was killed. */
  TortureCount(Continuo continuo, Map<String, String> acknowledged, Set<String> disturbed) {
    this.continuo = continuo;
    this.acknowledged = acknowledged;
    this.disturbed = disturbed;
  }

  /** Waits until every run is over. */
  void settle() throws IOException, InterruptedException {
    var api = continuo.api();
    for (var run : acknowledged.values()) {
      var now = api.settled(run);
      if (!List.of("succeeded", "failed").contains(now.path("state").asString())) {
        lost.add("run " + run + " is " + now.path("state").asString());
      }
      tasks.addAll(api.tasks(run));
    }
    var done = counted("ends").keySet();
    for (var task : tasks) {
      judge(task, done);
    }
  }

  private void judge(JsonNode task, Collection<String> done) {
    var id = task.path("id").asString();
    var state = task.path("state").asString();
    if (state.equals("succeeded") && !done.contains(id)) {
      lost.add("task " + id + " is called succeeded and was not done");
    } else if (state.equals("failed") && task.path("losses").asInt() > 0) {
      givenUp++;
    } else if (!state.equals("succeeded") && !state.equals("cancelled")) {
      lost.add("task " + id + " is " + state);
    }
  }

  private Map<String, Integer> counted(String file) throws IOException {
    var counted = new HashMap<String, Integer>();
    continuo.lines(file).forEach(line -> counted.merge(line, 1, Integer::sum));
    return counted;
  }

  int tasks() {
    return tasks.size();
  }

  List<String> lost() {
    return lost;
  }

  int givenUp() {
    return givenUp;
  }

  List<String> doubled() throws IOException {
    return counted("starts").entrySet().stream()
        .filter(task -> task.getValue() > 1 && !disturbed.contains(task.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> overlapping() throws IOException {
    return continuo.lines("overlaps");
  }

  /** What lives beside the server and its shell when there was time enough to sweep. */
  List<String> orphans(long server) throws IOException {
    try {
      Until.holds("nothing is left", () -> beside(server).isEmpty());
    } catch (ConditionTimeoutException late) {
      return beside(server);
    }
    return List.of();
  }

  private List<String> beside(long server) throws IOException {
    return continuo.belongings().living().stream()
        .filter(each -> each.pid() != server && !isChildOf(server, each.pid()))
        .map(each -> each.pid() + " " + each.words())
        .toList();
  }

  /** The shell that forks the shims; they, and what they run, are nobody's children. */
  private static boolean isChildOf(long server, long pid) {
    return ProcessHandle.of(pid)
        .flatMap(ProcessHandle::parent)
        .filter(it -> it.pid() == server)
        .isPresent();
  }
}
