package dev.continuo.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.cli.Upkeep.RunUsage;
import dev.continuo.journal.Core;
import dev.continuo.task.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUseTest {
  @TempDir private Path temp;

  @Test
  void every_file_counts_once_and_outputs_by_run() throws IOException {
    try (var folder = new StoreFolder(temp)) {
      StoreFolder.finished(folder, "small");
      StoreFolder.finished(folder, "a-little-larger");
      Files.writeString(temp.resolve("server.log.3"), "12345");
      Files.writeString(temp.resolve("server.jar"), "1234");
      Files.writeString(temp.resolve("notes"), "123");

      var usage = new DiskUse(temp, Core.fresh().codec()).look();

      assertThat(usage.parts())
          .containsEntry("logs", 5L)
          .containsEntry("program", 4L)
          .containsEntry("other", 3L)
          .containsEntry("archive", 0L)
          .containsEntry("outputs", 42L);
      assertThat(usage.parts().values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(Layout.size(temp).bytes());
      assertThat(usage.runs())
          .containsExactly(
              new RunUsage(new RunId(2), "a-little-larger", "succeeded", 1, 26),
              new RunUsage(new RunId(1), "small", "succeeded", 1, 16));
    }
  }

  @Test
  void a_store_that_cannot_be_read_has_a_size_all_the_same() throws IOException {
    Files.writeString(temp.resolve("store.db"), "a shopping list".repeat(100));
    Files.createDirectories(temp.resolve("worker/turns/" + new RunId(1).task(0) + ".1.1"));

    var usage = new DiskUse(temp, Core.fresh().codec()).look();

    assertThat(usage.parts()).containsEntry("store", 1500L);
    assertThat(usage.runs()).containsExactly(new RunUsage(new RunId(1), "", "unknown", 1, 0));
  }
}
