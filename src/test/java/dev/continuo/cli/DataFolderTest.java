package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFolderTest {
  @Test
  void each_system_has_its_usual_place() {
    var home = Map.of("HOME", "/home/ada");

    assertThat(DataFolder.where(home, "Linux"))
        .isEqualTo(Path.of("/home/ada/.local/state/continuo"));
    assertThat(DataFolder.where(home, "Mac OS X"))
        .isEqualTo(Path.of("/home/ada/Library/Application Support/continuo"));
  }

  @Test
  void the_state_folder_counts_when_it_is_absolute() {
    assertThat(DataFolder.where(Map.of("HOME", "/h", "XDG_STATE_HOME", "/state"), "Linux"))
        .isEqualTo(Path.of("/state/continuo"));
    assertThat(DataFolder.where(Map.of("HOME", "/h", "XDG_STATE_HOME", "state"), "Linux"))
        .isEqualTo(Path.of("/h/.local/state/continuo"));
  }

  @Test
  void a_named_folder_beats_all() {
    assertThat(
            DataFolder.where(
                Map.of("HOME", "/h", "XDG_STATE_HOME", "/state", "CONTINUO_HOME", "/d"), "Linux"))
        .isEqualTo(Path.of("/d"));
  }

  @Test
  void tasks_get_no_variable_that_is_not_on_the_list() {
    assertThat(
            CapturedEnvironment.of(
                Map.of(
                    "PATH",
                    "/bin",
                    "LC_ALL",
                    "C",
                    "AWS_SECRET_ACCESS_KEY",
                    "x",
                    "CONTINUO_TOKEN",
                    "y")))
        .containsExactly(Map.entry("LC_ALL", "C"), Map.entry("PATH", "/bin"));
  }
}
