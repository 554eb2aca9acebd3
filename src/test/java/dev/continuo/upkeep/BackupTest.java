package dev.continuo.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.cli.OperatorError;
import dev.continuo.cli.Upkeep.Outputs;
import dev.continuo.cli.Upkeep.Restored;
import dev.continuo.journal.Core;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");

  @TempDir private Path temp;
  private StoreFolder folder;
  private Path file = Path.of("backup.zip");
  private Path to = Path.of("restored");
  private RunId living = new RunId(3);

  /** A store with an archive, ended runs, a run whose turn lives, and one that waits. */
  @BeforeEach
  void fill() throws IOException {
    file = temp.resolve("backup.zip");
    to = temp.resolve("restored");
    folder = new StoreFolder(temp.resolve("home"));
    StoreFolder.finished(folder, "archived");
    folder.host().pass(Duration.ofDays(31));
    folder.archive();
    folder.submit("ended", "echo " + "x".repeat(2000), "");
    folder.finish("y".repeat(3000), "{\"verdict\":\"pass\"}");
    living = folder.submit("living");
    Files.writeString(folder.layout().home().resolve("token"), "a token");
    Files.writeString(folder.layout().home().resolve("secret"), "a secret");
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private void backup(Outputs outputs) throws IOException {
    new Backup(folder.layout().home(), Core.fresh().codec(), "1.2.3").write(file, outputs, AT);
  }

  private Restored restore() throws IOException {
    return new Restore(StoreFolder.core(), () -> AT).into(to, file);
  }

  @Test
  void a_copy_that_is_made_while_the_store_is_open_comes_back_as_it_was() throws IOException {
    var rows = Core.snapshot(folder.journal());
    var head = folder.journal().head().sequence();
    backup(Outputs.WITHOUT);
    folder.submit("later");

    var restored = restore();

    assertThat(restored.at()).isEqualTo(AT);
    assertThat(restored.head()).isGreaterThan(head);
    try (var again = new StoreFolder(to)) {
      var ended = Core.snapshot(again.journal());
      assertThat(ended.keySet()).containsAll(rows.keySet());
      rows.forEach(
          (key, row) -> {
            if (!key.contains(living.toString().substring(2))) {
              assertThat(ended).as(key).containsEntry(key, row);
            }
          });
      again.finish("done", "");
    }
    assertThat(new Rebuild(to.resolve("store.db"), StoreFolder::core).verify()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to)))
        .isEqualTo("rwx------");
  }

  @Test
  void what_lived_in_the_copy_is_given_up_and_its_task_gets_another_turn() throws IOException {
    var living = folder.kept().getFirst().turn();
    backup(Outputs.WITHOUT);

    assertThat(restore().forfeited()).containsExactly(living.toString());

    var note = RestoreNote.take(to).orElseThrow();
    assertThat(note.text())
        .isEqualTo(
            "this store was restored from a backup of 2026-05-01T10:00:00Z, the turns that were"
                + " alive in it are given up and their tasks get new ones: "
                + living);
    assertThat(RestoreNote.take(to)).isEmpty();
    try (var again = new StoreFolder(to)) {
      assertThat(again.kept()).hasSize(1);
      again.host().submit(new TaskCommand.ConfirmSweep(living));
      var next = again.kept().getFirst().turn();
      assertThat(next.task()).isEqualTo(living.task());
      assertThat(next.fence()).isGreaterThan(living.fence());
      var task = again.host().core().tasks().get(living.task());
      assertThat(task).isNotNull();
      assertThat(task.turns().getLast().exit().detail())
          .isEqualTo("the store was restored from a backup of 2026-05-01T10:00:00Z");
    }
  }

  @Test
  void a_copy_without_living_turns_says_so() throws IOException {
    folder.finish("done", "");
    backup(Outputs.WITHOUT);

    assertThat(restore().forfeited()).isEmpty();
    assertThat(RestoreNote.take(to).orElseThrow().text())
        .isEqualTo(
            "this store was restored from a backup of 2026-05-01T10:00:00Z, in which no turn was"
                + " alive");
  }

  @Test
  void neither_token_nor_secret_nor_what_a_turn_holds_of_its_fence_is_in_it() throws IOException {
    folder.write(folder.kept().getFirst().turn(), "begun", "");
    backup(Outputs.WITH);

    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .allMatch(
              name ->
                  name.matches(
                      "store\\.db|manifest\\.json|archive/.*|blobs/.*"
                          + "|worker/turns/.*/(output\\.log|result\\.json)"));
    }
    restore();
    assertThat(to.resolve("token")).doesNotExist();
    assertThat(to.resolve("worker/turns")).isDirectoryNotContaining("glob:**/claim");
  }

  @Test
  void outputs_are_copied_when_they_are_wanted() throws IOException {
    backup(Outputs.WITH);
    restore();

    try (var turns = Files.walk(to.resolve("worker/turns"))) {
      assertThat(turns.map(Layout::name)).contains("output.log", "result.json");
    }
  }

  @Test
  void the_file_is_its_owners_alone_and_never_takes_the_place_of_another() throws IOException {
    backup(Outputs.WITHOUT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var before = Files.readAllBytes(file);

    assertThatThrownBy(() -> backup(Outputs.WITHOUT))
        .isInstanceOf(OperatorError.class)
        .hasMessage("backup `%s`: exists already, must be a new file".formatted(file));

    assertThat(file).hasBinaryContent(before);
    try (var left = Files.list(temp)) {
      assertThat(left.map(Layout::name)).containsExactlyInAnyOrder("home", "backup.zip");
    }
  }

  @Test
  void a_text_that_the_store_has_lost_is_counted() throws IOException {
    folder.blobs().each(blob -> folder.blobs().discard(blob.sha256(), Instant.MAX));

    var done =
        new Backup(folder.layout().home(), Core.fresh().codec(), "1")
            .write(file, Outputs.WITHOUT, AT);

    assertThat(done.missing()).isPositive();
  }

  @Test
  void a_folder_with_anything_in_it_is_not_restored_into() throws IOException {
    backup(Outputs.WITHOUT);
    Files.createDirectories(to);
    Files.writeString(to.resolve("store.db"), "");

    assertRefused(
        "data folder `%s`: not empty, found `store.db`, must be empty or not there".formatted(to));
    assertThat(to.resolve("store.db")).isEmptyFile();
  }

  @Test
  void an_empty_folder_is_restored_into() throws IOException {
    backup(Outputs.WITHOUT);
    Files.createDirectories(to);
    restore();
    assertThat(to.resolve("store.db")).exists();
  }

  private void assertRefused(String says) {
    assertThatThrownBy(this::restore).isInstanceOf(OperatorError.class).hasMessage(says);
  }

  private void assertSpoiled(String found) throws IOException {
    assertRefused(
        "backup `%s`: not a whole backup, found that %s, must be as `continuo backup` wrote it"
            .formatted(file, found));
    assertThat(to).doesNotExist();
    try (var left = Files.list(temp)) {
      assertThat(left.map(Layout::name)).noneMatch(name -> name.startsWith(".continuo"));
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertRefused("backup `%s`: there is no such file".formatted(file));
  }

  @Test
  void another_file_and_a_cut_one_are_refused() throws IOException {
    Files.writeString(file, "a shopping list");
    assertSpoiled("it is no ZIP file, or cut off");
    Files.delete(file);

    backup(Outputs.WITHOUT);
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() - 100);
    }
    assertSpoiled("it is no ZIP file, or cut off");
  }

  @Test
  void a_flipped_byte_is_found_before_anything_is_in_place() throws IOException {
    backup(Outputs.WITHOUT);
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(2000);
      var before = bytes.read();
      bytes.seek(2000);
      bytes.write(before ^ 0x55);
    }
    assertSpoiled("`store.db` has changed");
  }

  @Test
  void a_file_too_many_too_few_or_elsewhere_is_refused() throws IOException {
    backup(Outputs.WITHOUT);
    rewrite("more", json -> json);
    assertSpoiled("it has other files than its manifest names");

    Files.delete(file);
    backup(Outputs.WITHOUT);
    rewrite("", json -> json.replace("store.db", "../store.db"));
    assertSpoiled("its manifest names what no backup has");

    Files.delete(file);
    backup(Outputs.WITHOUT);
    rewrite("", json -> json.replace("\"bytes\":", "\"more\":1,\"bytes\":"));
    assertSpoiled("its manifest cannot be read");
  }

  @Test
  void a_newer_one_is_refused_by_name() throws IOException {
    backup(Outputs.WITHOUT);
    rewrite("", json -> json.replace("\"schema\":1", "\"schema\":7"));
    assertRefused(
        "backup `%s`: made by a newer version of this program (1.2.3), found migration `7`, must be at most `1`"
            .formatted(file));

    rewrite("", json -> json.replace("\"format\":1", "\"format\":2,\"unheard\":[]"));
    assertRefused(
        "backup `%s`: made by a newer version of this program (1.2.3), found format `2`, must be at most `1`"
            .formatted(file));
  }

  /** Writes the file again, with another manifest and one more file. */
  private void rewrite(String more, UnaryOperator<String> manifest) throws IOException {
    var other = temp.resolve("other.zip");
    try (var zip = new ZipFile(file.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(other))) {
      for (ZipEntry entry : zip.stream().toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        var bytes = zip.getInputStream(entry).readAllBytes();
        out.write(
            entry.getName().equals(Manifest.NAME)
                ? manifest.apply(new String(bytes, UTF_8)).getBytes(UTF_8)
                : bytes);
      }
      for (var name : more.isEmpty() ? List.<String>of() : List.of(more)) {
        out.putNextEntry(new ZipEntry(name));
      }
    }
    Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
