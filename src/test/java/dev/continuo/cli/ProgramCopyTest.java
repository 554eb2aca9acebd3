package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramCopyTest {
  private static final FileTime BUILT = FileTime.fromMillis(1_000_000);

  @TempDir private Path folder;
  private Path program = Path.of("program.jar");

  @BeforeEach
  void build() throws IOException {
    program = folder.resolve("program.jar");
    Files.writeString(program, "one");
    Files.setLastModifiedTime(program, BUILT);
  }

  private DataFolder home() throws IOException {
    return new DataFolder(Files.createDirectories(folder.resolve("home")));
  }

  @Test
  void a_server_gets_its_own_copy_with_the_time_of_the_program() throws IOException {
    ProgramCopy.of(program, home());

    assertThat(home().jar()).hasContent("one");
    assertThat(Files.getLastModifiedTime(home().jar())).isEqualTo(BUILT);
    assertThat(home().path()).isDirectoryContaining("glob:**/continuo.jar");
  }

  @Test
  void the_same_program_is_not_copied_again_and_needs_no_room() throws IOException {
    ProgramCopy.of(program, home());
    var before = Files.getAttribute(home().jar(), "unix:ino");

    ProgramCopy.of(program, home());
    assertThat(Files.getAttribute(home().jar(), "unix:ino")).isEqualTo(before);

    Files.writeString(program, "two");
    Files.setLastModifiedTime(program, BUILT);
    ProgramCopy.of(program, home());
    assertThat(home().jar()).hasContent("two");
  }

  @Test
  void a_folder_that_cannot_take_it_is_named() throws IOException {
    var home = home();
    // nothing can take the name of a folder with something in it
    Files.createDirectories(home.jar().resolve("in the way"));

    assertThatThrownBy(() -> ProgramCopy.of(program, home))
        .isInstanceOfSatisfying(
            CommandError.class,
            error -> {
              assertThat(error.says())
                  .startsWith(
                      "data folder `"
                          + home.path()
                          + "`: cannot take a copy of the program, found `")
                  .endsWith("Is a directory`");
              assertThat(error.hint()).isEqualTo("make room on its disk, then try again");
              assertThat(error.exit()).isEqualTo(Exit.NOT_FOUND);
            });
    assertThat(home.path().toFile().list()).containsExactly("continuo.jar");
  }
}
