package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.plan.yaml.PlanSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code init} finds in a folder, what it makes of it, and what it leaves alone. */
class InitCommandTest extends CommandLineFixture {
  @Test
  void a_folder_of_nothing_gets_an_honest_example() throws IOException {
    assertThat(type("init"))
        .isEqualTo(
            new Left(
                0,
                "",
                """
                made .continuo/plan.yaml: an example, for no build tool was found
                made .continuo/plan.schema.json, what editors know of plans
                made .continuo/agents/claude.yml, an agent
                made .continuo/agent.schema.json, what editors know of agents
                hint: `continuo run .continuo/plan.yaml` runs it
                """));
    assertThat(made("plan.yaml"))
        .isEqualTo(
            """
            # yaml-language-server: $schema=plan.schema.json
            # A first plan, made by `continuo init`: an example, for no build tool was found.
            #
            #   continuo run .continuo/plan.yaml
            name: "project"

            tasks:
              hello:
                run: echo "hello from $CONTINUO_RUN"

              # An agent's turn, when the rest has succeeded; .continuo/agents/claude.yml says what it is.
              #
              # review:
              #   needs: hello
              #   agent: claude
              #   prompt: Review the last commit.
            """);
    assertThat(made("agents/claude.yml"))
        .isEqualTo(
            """
            # yaml-language-server: $schema=../agent.schema.json
            # The agent `claude`: which command it is. {prompt} stands for what a task tells it.
            name: claude
            command: [claude, -p, "{prompt}"]
            """);
    assertThat(made("plan.schema.json")).isEqualTo(PlanSchema.plan());
    assertThat(made("agent.schema.json")).isEqualTo(PlanSchema.agent());
    assertThat(folder.resolve(".continuo/.gitignore")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pom.xml                    | build: mvn -B -ntp -DskipTests package; test: mvn -B -ntp verify
          pom.xml mvnw               | build: ./mvnw -B -ntp -DskipTests package; test: ./mvnw -B -ntp verify
          build.gradle               | build: gradle assemble; test: gradle check
          build.gradle.kts gradlew   | build: ./gradlew assemble; test: ./gradlew check
          Cargo.toml                 | build: cargo build; test: cargo test
          go.mod                     | build: go build ./...; test: go test ./...
          setup.py                   | test: python3 -m compileall -q .
          requirements.txt tests     | test: python3 -m unittest discover
          setup.cfg pytest.ini       | test: python3 -m pytest
          pyproject.toml tox.ini     | test: tox
          go.mod Makefile            | build: go build ./...; test: go test ./...
          """)
  void a_tool_is_known_by_its_files(String files, String steps) throws IOException {
    for (var file : files.split(" ", -1)) {
      write(file, "");
    }

    assertThat(type("init").code()).isZero();

    assertThat(steps()).isEqualTo(steps);
    assertRuns();
  }

  @Test
  void scripts_of_npm_are_those_that_are_there() throws IOException {
    write(
        "package.json", "{\"scripts\": {\"test\": \"jest\", \"build\": \"tsc\", \"fmt\": \"x\"}}");
    write("package-lock.json", "{}");

    type("init");

    assertThat(steps()).isEqualTo("install: npm ci; build: npm run build; test: npm run test");
    assertRuns();
  }

  @ParameterizedTest
  @CsvSource({"pnpm-lock.yaml, pnpm", "yarn.lock, yarn"})
  void the_lock_file_says_who_installs(String file, String runner) throws IOException {
    write("package.json", "{\"scripts\": {\"lint\": \"eslint .\"}}");
    write(file, "");

    type("init");

    assertThat(steps())
        .isEqualTo("install: %1$s install --frozen-lockfile; lint: %1$s run lint", runner);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"scripts\": {\"test\": \"echo \\\"Error: no test specified\\\" && exit 1\"}}",
        "{\"scripts\": 7}",
        "{",
        "[]"
      })
  void a_package_that_has_nothing_to_run_is_none(String json) throws IOException {
    write("package.json", json);

    type("init");

    assertThat(steps()).isEqualTo("hello: echo \"hello from $CONTINUO_RUN\"");
  }

  @Test
  void targets_of_make_are_those_that_are_there() throws IOException {
    write("Makefile", "CC := cc\nbuild := x\nall: a.o\n\tcc\ncheck : all\n\t./check\n");

    type("init");

    assertThat(steps()).isEqualTo("all: make all; check: make check");
    assertRuns();
  }

  @Test
  void several_tools_stand_side_by_side() throws IOException {
    write("pom.xml", "");
    write("package.json", "{\"scripts\": {\"test\": \"jest\"}}");

    assertThat(type("init").err()).startsWith("made .continuo/plan.yaml: Maven and npm\n");

    assertThat(steps())
        .isEqualTo(
            "maven-build: mvn -B -ntp -DskipTests package; maven-test: mvn -B -ntp verify;"
                + " npm-install: npm install; npm-test: npm run test");
    assertThat(made("plan.yaml")).contains("needs: maven-build\n", "#   needs: npm-test\n");
    assertRuns();
  }

  @Test
  void what_is_there_stays_as_it_is() throws IOException {
    write(".continuo/plan.yaml", "mine");
    type("init");
    Files.delete(folder.resolve(".continuo/plan.schema.json"));

    assertThat(type("init").err())
        .startsWith(
            """
            kept .continuo/plan.yaml, which was there before
            made .continuo/plan.schema.json, what editors know of plans
            kept .continuo/agents/claude.yml
            kept .continuo/agent.schema.json
            """);
    assertThat(made("plan.yaml")).isEqualTo("mine");
  }

  @Test
  void git_leaves_the_schemas_alone() throws IOException {
    Files.createDirectories(temp.resolve(".git"));

    assertThat(type("init").err())
        .contains("made .continuo/.gitignore, so that git leaves the schemas alone\n");

    assertThat(made(".gitignore"))
        .isEqualTo(
            """
            # Made by `continuo init` from the program; no need to keep them.
            *.schema.json
            """);
  }

  @Test
  void the_agent_has_the_name_that_it_is_given() throws IOException {
    assertThat(type("init", "--agent", "fixer").code()).isZero();

    assertThat(made("agents/fixer.yml"))
        .isEqualTo(
            """
            # yaml-language-server: $schema=../agent.schema.json
            # The agent `fixer`: which command it is. {prompt} stands for what a task tells it.
            # How it takes a prompt was not known here: check it.
            name: fixer
            command: [fixer, "{prompt}"]
            """);
    assertThat(type("init", "--agent", "../x"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: option `--agent`: not a name, found `../x`, must be 1 to 100 letters, digits, `_`, `.` or `-`, not starting with `.` or `-`
                hint: write a name like `reviewer`
                """));
  }

  @Test
  void the_agent_can_be_used_as_the_plan_shows_it() throws IOException {
    type("init");
    var plan = made("plan.yaml");
    var used = plan.substring(plan.indexOf("  # review")).replace("  # ", "  ");

    write("used.yaml", plan.substring(0, plan.indexOf("  # An agent's")) + used);

    assertThat(type("validate", "used.yaml").err()).isEqualTo("used.yaml: valid, 2 tasks\n");
  }

  @Test
  void a_file_in_the_way_is_named() throws IOException {
    write(".continuo", "");

    assertThat(type("init"))
        .isEqualTo(
            new Left(
                1,
                "",
                """
                error: `.continuo/plan.yaml`: cannot be made, something that is no file or folder is in its way
                hint: rename what is there
                """));
  }

  @Test
  void the_schema_is_printed() {
    assertThat(type("schema")).isEqualTo(new Left(0, PlanSchema.plan(), ""));
    assertThat(type("schema", "plan").out()).isEqualTo(PlanSchema.plan());
    assertThat(type("schema", "agent").out()).isEqualTo(PlanSchema.agent());
    assertThat(type("schema", "agnet"))
        .isEqualTo(
            new Left(
                2,
                "",
                """
                error: schema: unknown, found `agnet`, did you mean `agent`?
                hint: `continuo schema --help` shows an example
                """));
    assertThat(type("schema", "x").err())
        .startsWith("error: schema: unknown, found `x`, must be `plan` or `agent`\n");
  }

  private void assertRuns() {
    assertThat(type("validate", ".continuo/plan.yaml").err()).contains("plan.yaml: valid, ");
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private String made(String file) throws IOException {
    return Files.readString(Path.of(folder.toString(), ".continuo", file));
  }

  /** The tasks of the plan with what they run. */
  private String steps() throws IOException {
    var steps = new StringBuilder();
    for (var line : made("plan.yaml").lines().toList()) {
      if (line.matches(" {2}[a-z-]+:")) {
        steps.append(steps.isEmpty() ? "" : "; ").append(line.strip());
      } else if (line.startsWith("    run:")) {
        steps.append(line.substring(8));
      }
    }
    return steps.toString();
  }
}
