package dev.continuo.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportTest {
  @TempDir private Path temp;

  private List<JsonNode> export(Optional<RunId> run) {
    var core = StoreFolder.core();
    var lines = new ArrayList<JsonNode>();
    var there =
        new Export(temp, core, StoreFolder.json(core))
            .write(run, line -> lines.add(JsonMapper.shared().readTree(line)));
    return there ? lines : List.of();
  }

  /** How many lines there are of what. */
  private static Map<String, Integer> counts(List<JsonNode> lines) {
    var counts = new LinkedHashMap<String, Integer>();
    lines.forEach(line -> counts.merge(line.propertyNames().iterator().next(), 1, Integer::sum));
    return counts;
  }

  @Test
  void a_run_is_a_line_for_each_thing_with_its_archived_events() throws IOException {
    try (var folder = new StoreFolder(temp)) {
      folder.submit("first", "echo", "hidden-value");
      folder.finish("said", "{\"verdict\":\"pass\"}");
      folder.host().pass(Duration.ofDays(31));
      folder.archive();
      folder.submit("second");
      var head = folder.journal().head().sequence();

      var first = export(Optional.of(new RunId(1)));
      var all = export(Optional.empty());

      assertThat(counts(first).keySet())
          .containsExactly("export", "run", "task", "result", "event");
      assertThat(first.getFirst().toString())
          .isEqualTo("{\"export\":{\"version\":1,\"head\":" + head + "}}");
      assertThat(first.get(1).at("/run/name").asString()).isEqualTo("first");
      assertThat(first.get(2).at("/task/name").asString()).isEqualTo("build");
      assertThat(first.get(2).at("/task/tail").asString()).isEqualTo("said");
      assertThat(first.get(3).at("/result/value/verdict").asString()).isEqualTo("pass");
      assertThat(first.get(4).at("/event/type").asString()).isEqualTo("run.submitted");
      assertThat(counts(all)).containsEntry("run", 2).containsEntry("event", (int) head);
      assertThat(all.toString()).doesNotContain("hidden-value").doesNotContain("VALUE");
      assertThat(export(Optional.of(new RunId(9)))).isEmpty();
    }
  }
}
