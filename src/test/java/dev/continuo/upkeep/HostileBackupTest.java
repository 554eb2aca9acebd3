package dev.continuo.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.cli.OperatorError;
import dev.continuo.cli.Upkeep.Outputs;
import dev.continuo.journal.Core;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that nobody wrote with `continuo backup`, and places that nothing can be restored to. */
class HostileBackupTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
  private static final String UNREADABLE = "its manifest cannot be read";
  private static final String FOREIGN = "its manifest names what no backup has";

  @TempDir private Path temp;
  private Path file = Path.of("backup.zip");
  private Path to = Path.of("restored");

  @BeforeEach
  void back_up() throws IOException {
    file = temp.resolve("backup.zip");
    to = temp.resolve("restored");
    try (var folder = new StoreFolder(temp.resolve("home"))) {
      StoreFolder.finished(folder, "done");
      new Backup(folder.layout().home(), Core.fresh().codec(), "1.2.3")
          .write(file, Outputs.WITHOUT, AT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "4",
        "[]",
        "\"text\"",
        "{",
        "{}",
        "{} {}",
        "{\"format\":1,\"program\":\"1\",\"schema\":1,\"at\":\"2026-05-01T10:00:00Z\",\"head\":1}",
        "{\"format\":1,\"program\":\"1\",\"schema\":1,\"at\":null,\"head\":1,\"files\":[]}",
        "{\"format\":1,\"program\":\"1\",\"schema\":1,\"at\":\"yesterday\",\"head\":1,\"files\":[]}"
      })
  void a_manifest_that_is_none_cannot_be_read(String manifest) throws IOException {
    rewrite(_ -> manifest);
    assertSpoiled(UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"path\":null,\"bytes\":1,\"sha256\":\"0\"}",
        "{\"path\":\"store.db\",\"bytes\":1}",
        "{\"path\":\"store.db\",\"bytes\":1,\"sha256\":null}",
        "{\"path\":\"store.db\",\"bytes\":\"many\",\"sha256\":\"0\"}",
        "{\"path\":\"store.db\",\"bytes\":99999999999999999999,\"sha256\":\"0\"}"
      })
  void an_entry_that_lacks_something_cannot_be_read(String entry) throws IOException {
    rewrite(json -> json.replace("\"files\":[", "\"files\":[" + entry + ","));
    assertSpoiled(UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../store.db",
        "/etc/passwd",
        "store.db/",
        "blobs/../../store.db",
        "token",
        "secret",
        "secrets.json",
        "worker/spool/x",
        "archive/events-1-2.jsonl.gz.part",
        "worker/turns/t-00000000000.1.1/claim"
      })
  void a_path_that_no_backup_has_is_refused(String path) throws IOException {
    rewrite(
        json ->
            json.replace(
                "\"files\":[",
                "\"files\":[{\"path\":\"%s\",\"bytes\":0,\"sha256\":\"0\"},".formatted(path)));
    assertSpoiled(FOREIGN);
    assertThat(temp.resolve("store.db")).doesNotExist();
  }

  @Test
  void a_file_that_is_named_twice_or_not_there_is_refused() throws IOException {
    var twice = "{\"path\":\"store.db\",\"bytes\":0,\"sha256\":\"0\"}";
    rewrite(json -> json.replace("]}", "," + twice + "]}"));
    assertSpoiled("`store.db` is not in it once");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, Long.MAX_VALUE})
  void a_file_of_another_length_than_its_manifest_says_is_refused(long bytes) throws IOException {
    rewrite(json -> json.replaceFirst("\"bytes\":[0-9]+", "\"bytes\":" + bytes));
    assertSpoiled("`store.db` has changed");
  }

  @Test
  void a_file_with_another_checksum_is_refused() throws IOException {
    rewrite(json -> json.replaceFirst("\"sha256\":\"[0-9a-f]+", "\"sha256\":\"" + "0".repeat(64)));
    assertSpoiled("`store.db` has changed");
  }

  @Test
  void a_folder_is_no_backup() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    assertSpoiled("it is a folder");
  }

  @Test
  void a_file_in_the_place_of_the_data_folder_is_refused_and_kept() throws IOException {
    Files.writeString(to, "mine");
    assertRefused(notAFolder());
    assertThat(to).hasContent("mine");
  }

  @Test
  void a_link_to_nothing_in_the_place_of_the_data_folder_is_refused_and_kept() throws IOException {
    Files.createSymbolicLink(to, temp.resolve("nothing"));
    assertRefused(notAFolder());
    assertThat(to).isSymbolicLink();
    assertThat(temp.resolve("nothing")).doesNotExist();
  }

  @Test
  void a_link_to_an_empty_folder_is_restored_into_and_one_to_a_filled_one_is_not()
      throws IOException {
    var disk = Files.createDirectory(temp.resolve("disk"));
    Files.createSymbolicLink(to, disk);

    restore();

    assertThat(to).isSymbolicLink();
    assertThat(disk.resolve("store.db")).isRegularFile();
    assertThatThrownBy(this::restore)
        .isInstanceOf(OperatorError.class)
        .hasMessageContaining("data folder `%s`: not empty, found `".formatted(to));
    assertNothingLeft();
  }

  @Test
  void a_restore_that_failed_is_repeated_with_a_whole_backup() throws IOException {
    var whole = Files.readAllBytes(file);
    rewrite(json -> json.replaceFirst("\"bytes\":[0-9]+", "\"bytes\":1"));
    assertSpoiled("`store.db` has changed");

    Files.write(file, whole);
    restore();

    assertThat(to.resolve("store.db")).isRegularFile();
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "4", "[]", "{", "{}", "{\"at\":null,\"forfeited\":[]}"})
  void a_spoiled_note_of_a_restore_says_nothing(String note) throws IOException {
    Files.writeString(temp.resolve("restored.json"), note);
    assertThat(RestoreNote.take(temp)).isEmpty();
  }

  private String notAFolder() {
    return "data folder `%s`: not a folder, must be an empty folder or not there".formatted(to);
  }

  private void restore() throws IOException {
    new Restore(StoreFolder.core(), () -> AT).into(to, file);
  }

  private void assertRefused(String says) throws IOException {
    assertThatThrownBy(this::restore).isInstanceOf(OperatorError.class).hasMessage(says);
    assertNothingLeft();
  }

  private void assertSpoiled(String found) throws IOException {
    assertRefused(
        "backup `%s`: not a whole backup, found that %s, must be as `continuo backup` wrote it"
            .formatted(file, found));
    assertThat(to).doesNotExist();
  }

  private void assertNothingLeft() throws IOException {
    try (var left = Files.list(temp)) {
      assertThat(left.map(Layout::name)).noneMatch(name -> name.startsWith(".continuo"));
    }
  }

  /** Writes the file again with another manifest. */
  private void rewrite(UnaryOperator<String> manifest) throws IOException {
    var other = temp.resolve("other.zip");
    try (var zip = new ZipFile(file.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(other))) {
      for (ZipEntry entry : zip.stream().toList()) {
        var bytes = zip.getInputStream(entry).readAllBytes();
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(
            entry.getName().equals(Manifest.NAME)
                ? manifest.apply(new String(bytes, UTF_8)).getBytes(UTF_8)
                : bytes);
      }
    }
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
