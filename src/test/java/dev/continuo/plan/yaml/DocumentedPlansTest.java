package dev.continuo.plan.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.pattern.Shape;
import dev.continuo.plan.AgentDefinitions;
import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.task.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the documents and the examples show can be run as it stands there. */
class DocumentedPlansTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```ya?ml\n(.*?)```");
  private static final Pattern AGENT = Pattern.compile("(?m)^name: (.*)$");

  /** The keys that only configurations of patterns have; the schema is one of plans. */
  private static final Pattern PATTERN =
      Pattern.compile(
          Stream.of(Shape.values()).map(Shape::key).collect(joining("|", "(?m)^(", "):")));

  /** Whoever is named is defined. */
  private static final AgentDefinitions ANYBODY =
      new AgentDefinitions() {
        @Override
        public byte[] find(String name) {
          return "name: %s\ncommand: [%s]\n".formatted(name, name).getBytes(UTF_8);
        }

        @Override
        public List<String> names() {
          return List.of();
        }
      };

  /** A project in which one tag calls for somebody. */
  private static final ConfigurationFiles MAPPED =
      ConfigurationFiles.of(
          new TreeMap<>(
              Map.of(".continuo/agent-mapping.yaml", "backend: Implementation Specialist")));

  @TestFactory
  Stream<DynamicTest> every_example_is_a_good_plan() throws IOException {
    return files(Path.of("examples"), ".yaml").stream()
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(Files.readString(file))));
  }

  @TestFactory
  Stream<DynamicTest> every_plan_in_the_documents_is_a_good_one() throws IOException {
    var documents =
        Stream.concat(Stream.of(Path.of("README.md")), files(Path.of("docs"), ".md").stream());
    var tests = documents.flatMap(DocumentedPlansTest::tests).toList();
    assertThat(tests).hasSizeGreaterThanOrEqualTo(7);
    return tests.stream();
  }

  private static Stream<DynamicTest> tests(Path document) {
    var page = read(document);
    return BLOCK
        .matcher(page)
        .results()
        .map(
            block ->
                DynamicTest.dynamicTest(
                    document + ":" + page.substring(0, block.start()).lines().count(),
                    () -> check(block.group(1))));
  }

  /** Some show only a part of a plan: tasks, or the gates of one. */
  private static void check(String shown) {
    if (shown.startsWith("# .continuo/") && !shown.contains("\ncommand:")) {
      // ConfigurationReferenceTest reads it
      return;
    }
    if (shown.contains("\ncommand:")) {
      checkAgent(shown);
      return;
    }
    var plan =
        switch (shown) {
          case String part when part.startsWith(" ") -> "tasks:\n" + part;
          case String part when part.startsWith("gates:") ->
              "tasks:\n  a:\n    run: x\n" + part.indent(4);
          default -> shown;
        };
    var references =
        new References(ANYBODY, MAPPED, new InputValues.Later(), Plans.CEL)
            .using(DocumentedPlansTest::used);
    if (PATTERN.matcher(shown).find()) {
      assertThat(PlanReader.read(plan.getBytes(UTF_8), "x", references, Text.Inline::new))
          .isInstanceOf(Reading.Good.class);
      return;
    }
    assertThat(Plans.problems(plan.getBytes(UTF_8), references)).isEmpty();
  }

  /** A file of this project, or what a document shows below a first line with the path. */
  private static byte @Nullable [] used(String path) throws IOException {
    for (var document : files(Path.of("docs"), ".md")) {
      for (var block : BLOCK.matcher(read(document)).results().toList()) {
        if (block.group(1).startsWith("# " + path + "\n")) {
          return block.group(1).getBytes(UTF_8);
        }
      }
    }
    return new PlanFolder(Path.of("")).find(path);
  }

  private static void checkAgent(String definition) {
    var name = AGENT.matcher(definition).results().findFirst().orElseThrow().group(1);
    var plan = "tasks: {a: {agent: %s, prompt: x}}".formatted(name);

    assertThat(Plans.problems(plan.getBytes(UTF_8), Plans.agents(name, definition))).isEmpty();
    assertThat(PlanSchemas.agentErrors(definition).orElseThrow()).isEmpty();
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
