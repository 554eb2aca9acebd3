package dev.continuo.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path temp;

  /** Holds a folder until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (var held = DataFolder.open(Path.of(arguments[0]))) {
        System.out.println(held.path());
        System.in.read();
      }
    }
  }

  private static String inUse(Path folder, long pid) {
    return "data folder `%s`: in use, found the server with pid `%d`, must be without one"
        .formatted(folder, pid);
  }

  @Test
  void it_is_made_for_its_owner_alone() throws IOException {
    try (var folder = DataFolder.open(temp.resolve("a/b"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
          .isEqualTo("rwx------");
      assertThat(folder.store()).isEqualTo(folder.path().resolve("store.db"));
    }
  }

  @Test
  void a_second_server_of_this_process_is_refused_and_the_first_keeps_the_folder() {
    try (var first = DataFolder.open(temp)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> DataFolder.open(temp))
            .isInstanceOf(StoreRefused.class)
            .hasMessage(inUse(first.path(), ProcessHandle.current().pid()));
      }
    }
    DataFolder.open(temp).close();
  }

  @Test
  void a_second_process_is_refused_with_the_pid_of_the_first_until_that_is_dead()
      throws IOException, InterruptedException {
    var process = Child.of(Holder.class, temp.toString());
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      var folder = Path.of(out.readLine());

      assertThatThrownBy(() -> DataFolder.open(temp))
          .isInstanceOf(StoreRefused.class)
          .hasMessage(inUse(folder, process.pid()));
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }

    DataFolder.open(temp).close();
  }

  @Test
  void what_is_no_folder_is_refused() throws IOException {
    var file = Files.writeString(temp.resolve("file"), "");

    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(StoreRefused.class)
        .hasMessage(
            "data folder `%1$s`: cannot be used, found `a file`,".formatted(file)
                + " must be a folder of your own");
  }
}
