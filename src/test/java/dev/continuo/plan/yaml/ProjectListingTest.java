package dev.continuo.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectListingTest {
  @TempDir Path project;

  private void write(String path) throws IOException {
    var file = project.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "");
  }

  @Test
  void files_are_listed_by_their_paths_but_for_hidden_folders_and_what_links_lead_to()
      throws IOException {
    write("Makefile");
    write(".gitignore");
    write("src/api/Cache.java");
    write(".git/config");
    write("src/.cache/x");
    Files.createSymbolicLink(project.resolve("loop"), project);

    assertThat(ProjectListing.of(project))
        .containsExactlyInAnyOrder("Makefile", ".gitignore", "src/api/Cache.java", "loop");
  }

  @Test
  void a_project_that_is_not_there_has_no_files() {
    assertThat(ProjectListing.of(project.resolve("none"))).isEmpty();
  }

  @Test
  void of_a_large_project_the_first_files_are_listed() throws IOException {
    Files.createDirectory(project.resolve("many"));
    for (int i = 0; i <= ProjectListing.FILES_MAX; i++) {
      Files.createFile(project.resolve("many/" + i));
    }

    assertThat(ProjectListing.of(project)).hasSize(ProjectListing.FILES_MAX);
  }
}
