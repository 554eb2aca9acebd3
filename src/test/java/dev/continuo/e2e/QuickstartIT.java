package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plan that every new user runs first, in repositories of several kinds. */
class QuickstartIT extends SharedServer {
  private static final String PLAN =
      Path.of("examples/quickstart.yaml").toAbsolutePath().toString();

  @Test
  void writes_a_report_of_a_healthy_repository() throws Exception {
    git("init", "-q");
    continuo.write("README.md", "# Hello\n\n[guide](docs/guide.md)\n");
    continuo.write("docs/guide.md", "[back](../README.md#hello)\n");
    continuo.write("build.sh", "#!/bin/sh\necho built\n");
    commit();

    assertThat(report())
        .startsWith("# Health of writes_a_report_of_a_healthy_repository\n\n1 commits, 3 files.\n")
        .contains("## Largest files\n\n- 0.0 KiB `README.md`\n")
        .contains("## Most changed in the last 100 commits\n")
        .contains("## Left-over conflict markers: 0\n")
        .contains("## Shell scripts that do not parse: 0 complaints, 1 scripts read\n")
        .contains("## Broken relative links in Markdown: 0\n")
        .contains("- 0 stashes\n");
  }

  @Test
  void counts_what_is_broken() throws Exception {
    git("init", "-q");
    continuo.write(
        "README.md", "[gone](gone.md) [there](a.sh) [web](https://a.example/x)\n`[code](no)`\n");
    continuo.write("with space.md", "[also gone](sub/gone.md#part)\n");
    continuo.write("a.sh", "#!/bin/sh\nif true; then\n");
    continuo.write("good.sh", "#!/bin/sh\ntrue\n");
    continuo.write(
        "merged.txt", "<".repeat(7) + " ours\na\n=======\nb\n" + ">".repeat(7) + " theirs\n");
    commit();
    continuo.write("new.txt", "not committed\n");

    assertThat(report())
        .contains("## Left-over conflict markers: 2\n")
        .contains("    merged.txt:1:")
        .contains("## Shell scripts that do not parse: 1 complaints, 2 scripts read\n")
        .contains("## Broken relative links in Markdown: 2\n")
        .contains("- README.md: gone.md\n")
        .contains("- with space.md: sub/gone.md\n")
        .contains("- 1 changed or new files\n");
  }

  @Test
  void needs_no_commit() throws Exception {
    git("init", "-q");

    assertThat(report())
        .startsWith("# Health of needs_no_commit\n\n0 commits, 0 files.\n")
        .contains("## Broken relative links in Markdown: 0\n");
  }

  private String report() throws Exception {
    var ended = continuo.run("run", PLAN);
    assertThat(ended.err()).containsPattern("run r-[0-9a-z]{6} succeeded in [0-9.]+ s, 7 tasks\n$");
    assertThat(ended.exitCode()).isZero();
    return Files.readString(continuo.file("report.md"));
  }

  private void commit() throws Exception {
    git("add", "-A");
    git("-c", "user.name=A", "-c", "user.email=a@a.example", "commit", "-qm", "First");
  }

  private void git(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    assertThat(continuo.begin(command).ended().exitCode()).isZero();
  }
}
