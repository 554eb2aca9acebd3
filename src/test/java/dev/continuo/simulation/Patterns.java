package dev.continuo.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.expression.Cel;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.plan.yaml.AgentFolder;
import dev.continuo.plan.yaml.PlanReader;
import dev.continuo.task.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the seven patterns, and one combination, become: the examples of the guide. */
final class Patterns {
  static final List<Plan> ALL = read();

  private Patterns() {}

  private static List<Plan> read() {
    try {
      var guide = Files.readString(Path.of("docs/guides/choose-a-pattern.md"));
      var all =
          Pattern.compile("(?s)```yaml\n# (\\S+)\n(.*?)```")
              .matcher(guide)
              .results()
              .map(example -> plan(example.group(1), example.group(2)))
              .toList();
      if (all.size() != 8) {
        throw new IllegalStateException("the guide has " + all.size() + " examples");
      }
      return all;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Plan plan(String name, String text) {
    var agents = References.to(new AgentFolder(Path.of("no-project")), new Cel());
    return switch (PlanReader.read(text.getBytes(UTF_8), name, agents, Text.Inline::new)) {
      case Reading.Good(var plan) -> plan;
      case Reading.Bad bad -> throw new IllegalStateException(name + ": " + bad);
    };
  }
}
