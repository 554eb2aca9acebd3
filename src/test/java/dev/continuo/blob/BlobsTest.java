package dev.continuo.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.task.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {
  private static final String LONG = "first line ä\n" + "x".repeat(2000);

  @TempDir Path temp;
  private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private Path folder;
  private Blobs blobs;

  @BeforeEach
  void open() {
    folder = temp.resolve("data/blobs");
    blobs = Blobs.open(folder, () -> now);
  }

  @Test
  void a_short_text_stays_what_it_is() throws IOException {
    var longest = "ä".repeat(512);

    assertThat(blobs.keep(longest)).isEqualTo(new Text.Inline(longest));
    assertThat(blobs.read(new Text.Inline(longest))).isEqualTo(longest);
    assertThat(files()).isEmpty();
    assertThat(blobs.keep(longest + "x")).isInstanceOf(Text.Stored.class);
  }

  @Test
  void a_long_text_stands_in_a_file_under_its_hash() throws IOException {
    var text = "a".repeat(1025);

    var stored = (Text.Stored) blobs.keep(text);

    assertThat(stored.bytes()).isEqualTo(1025);
    assertThat(stored.firstLine()).isEqualTo("a".repeat(200));
    assertThat(stored.sha256())
        .isEqualTo("4a82297889eb505cf6b5cbdf69977afab4632d6557539782f657bd7dc78091a5");
    assertThat(files())
        .containsExactly(
            folder.resolve("4a/82297889eb505cf6b5cbdf69977afab4632d6557539782f657bd7dc78091a5"));
    assertThat(blobs.read(stored)).isEqualTo(text);
  }

  @Test
  void another_server_reads_what_the_first_one_kept() {
    var stored = blobs.keep(LONG);
    assertThat(((Text.Stored) stored).firstLine()).isEqualTo("first line ä");
    assertThat(Blobs.open(folder).read(stored)).isEqualTo(LONG);
  }

  @Test
  void what_is_there_is_not_written_again() throws IOException {
    var stored = blobs.keep(LONG);
    var file = files().getFirst();
    var written = Files.getAttribute(file, "unix:ino");

    assertThat(blobs.keep(LONG)).isEqualTo(stored);
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(written);
  }

  @Test
  void many_may_keep_the_same_text_at_once() throws IOException {
    var kept = IntStream.range(0, 50).parallel().mapToObj(i -> blobs.keep(LONG + i % 5)).toList();

    assertThat(files()).hasSize(5);
    for (int i = 0; i < 50; i++) {
      assertThat(blobs.read(kept.get(i))).isEqualTo(LONG + i % 5);
    }
  }

  @Test
  void a_blob_leaves_when_nobody_has_kept_it_for_long_enough() {
    var hash = ((Text.Stored) blobs.keep(LONG)).sha256();
    assertThat(kept()).isEqualTo(Map.of(hash, now));

    assertThat(blobs.discard(hash, now)).isFalse();
    now = now.plusSeconds(1);
    blobs.keep(LONG);
    assertThat(blobs.discard(hash, now)).isFalse();
    assertThat(kept()).isEqualTo(Map.of(hash, now));

    assertThat(blobs.discard(hash, now.plusSeconds(1))).isTrue();
    assertThat(kept()).isEmpty();
    assertThat(blobs.discard(hash, now.plusSeconds(1))).isFalse();
  }

  private Map<String, Instant> kept() {
    var kept = new HashMap<String, Instant>();
    blobs.each(blob -> kept.put(blob.sha256(), blob.at()));
    return kept;
  }

  @Test
  void a_blob_is_never_lost_between_those_who_keep_it_and_those_who_discard_it() {
    var hash = ((Text.Stored) blobs.keep(LONG)).sha256();
    var other = Blobs.beside(folder);
    try (var threads = Executors.newFixedThreadPool(2)) {
      var discarding =
          threads.submit(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  other.discard(hash, now);
                }
              });
      for (int i = 0; !discarding.isDone(); i++) {
        now = now.plusSeconds(1);
        assertThat(blobs.read(blobs.keep(LONG))).as("time %d", i).isEqualTo(LONG);
      }
    }
  }

  @Test
  void what_a_crash_left_half_discarded_comes_back() throws IOException {
    var stored = (Text.Stored) blobs.keep(LONG);
    Files.move(files().getFirst(), folder.resolve("leaving").resolve(stored.sha256()));
    assertThat(blobs.read(stored)).isEqualTo(LONG);

    assertThat(Blobs.open(folder).read(stored)).isEqualTo(LONG);
    assertThat(kept()).containsKey(stored.sha256());
    assertThat(folder.resolve("leaving")).isEmptyDirectory();
  }

  @Test
  void only_the_owner_may_look() throws IOException {
    blobs.keep(LONG);
    for (var path : List.of(folder, files().getFirst().getParent())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
        .isEqualTo("rw-------");
  }

  @Test
  void what_a_crash_left_half_written_is_removed() throws IOException {
    var half = Files.writeString(folder.resolve("unfinished/abcdef"), "half");
    Blobs.open(folder);
    assertThat(half).doesNotExist();
  }

  @Test
  void a_damaged_or_missing_file_is_told_and_a_cut_one_is_mended() throws IOException {
    var stored = blobs.keep(LONG);
    var file = files().getFirst();

    Files.writeString(file, "something else");
    assertThatThrownBy(() -> blobs.read(stored))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot be read")
        .hasRootCauseMessage("its content has changed");
    blobs.keep(LONG);
    assertThat(blobs.read(stored)).isEqualTo(LONG);
    Files.delete(file);
    assertThatThrownBy(() -> blobs.read(stored)).isInstanceOf(UncheckedIOException.class);
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
