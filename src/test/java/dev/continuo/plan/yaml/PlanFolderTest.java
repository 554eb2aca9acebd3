package dev.continuo.plan.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.task.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that are used are files below the project. */
class PlanFolderTest {
  @TempDir Path folder;
  private Path project = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    project = folder.resolve("project");
    Files.createDirectories(project.resolve("ci"));
    Files.writeString(project.resolve("ci/build.yaml"), "tasks: {a: {run: a}}");
    Files.writeString(folder.resolve("outside.yaml"), "tasks: {a: {run: a}}");
  }

  private String problems(String path) {
    var yaml = "tasks: {x: {uses: '" + path + "'}}";
    var references = References.to(Plans.AGENTS, Plans.CEL).using(new PlanFolder(project));
    return switch (PlanReader.read(yaml.getBytes(UTF_8), "p", references, Text.Inline::new)) {
      case Reading.Good(var plan) -> String.join(" ", plan.used().keySet());
      case Reading.Bad(var problems, _) ->
          problems.getFirst().line() + "\n" + problems.getFirst().hint();
    };
  }

  @Test
  void a_path_is_seen_from_the_project() throws IOException {
    Files.createSymbolicLink(project.resolve("link.yaml"), Path.of("ci/build.yaml"));

    assertThat(problems("ci/../ci/./build.yaml")).isEqualTo("ci/build.yaml");
    assertThat(problems("link.yaml")).isEqualTo("link.yaml");
    assertThat(problems("build.yaml"))
        .isEqualTo(
            """
            p:1:19: task `x`: `uses` names a plan that cannot be read, found `build.yaml`, there is no such file
            a path is seen from the project's folder""");
  }

  @Test
  void no_link_leads_out_of_it() throws IOException {
    Files.createSymbolicLink(project.resolve("link.yaml"), folder.resolve("outside.yaml"));
    Files.createSymbolicLink(project.resolve("out"), folder);

    assertThat(problems("link.yaml"))
        .isEqualTo(
            """
            p:1:19: task `x`: `uses` names a plan that cannot be read, found `link.yaml`, it leads out of the project
            name a file below the project's folder""");
    assertThat(problems("out/outside.yaml")).contains("it leads out of the project");
  }

  @Test
  void a_folder_is_no_plan_nor_is_what_is_too_large() throws IOException {
    assertThat(problems("ci")).contains("found `ci`, it is a folder");
    assertThat(problems(".")).contains("it is a folder");
    try (var large =
        Files.newByteChannel(
            project.resolve("large.yaml"),
            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
      large.position(PlanReader.PLAN_BYTES_MAX);
      large.write(ByteBuffer.wrap(new byte[] {' '}));
    }
    assertThat(problems("large.yaml"))
        .isEqualTo(
            """
            large.yaml: the plan is too large, found 33554433 bytes, must be at most 33554432
            divide it into several plans""");
  }
}
