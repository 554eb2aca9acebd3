package dev.continuo.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.cli.OperatorError;
import dev.continuo.cli.Upkeep.Place;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.journal.sqlite.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactionTest {
  private static final String SECRET = "hunter2\"\\ä-key";
  private static final String LONG = "x".repeat(1500);

  @TempDir private Path temp;
  private Path home = Path.of("home");

  /** The secret in every place that a task can bring it to; half of history is archived. */
  @BeforeEach
  void leak() throws IOException {
    home = temp.resolve("home");
    try (var folder = new StoreFolder(home)) {
      folder.submit("old", "use " + SECRET, SECRET);
      folder.finish("said " + SECRET + "\n", "{\"key\":" + StoreFolder.quoted(SECRET) + "}");
      folder.submit("old-and-long", LONG + SECRET, SECRET);
      folder.finish(
          LONG + SECRET + "\n", "{\"k\":" + StoreFolder.quoted(LONG + "\n" + SECRET) + "}");
      folder.host().pass(Duration.ofDays(31));
      folder.archive();
      folder.submit("new", SECRET + "\n" + LONG, SECRET);
      folder.finish(SECRET + " " + SECRET + LONG, "");
      folder.submit("open-" + "nothing", "use " + SECRET, "");
      for (var log : List.of("server.log", "server.log.4", "crash-17.log")) {
        Files.writeString(home.resolve(log), "a line\nwith " + SECRET + "\n");
      }
    }
  }

  private Redaction redaction(String... secrets) {
    return new Redaction(home, StoreFolder::core, List.of(secrets));
  }

  /** The bytes of every file, those of packed ones unpacked too. */
  private List<String> files() throws IOException {
    var texts = new ArrayList<String>();
    try (var files = Files.walk(home)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var bytes = Files.readAllBytes(file);
        texts.add(new String(bytes, UTF_8));
        if (file.toString().endsWith(".gz")) {
          var out = new ByteArrayOutputStream();
          new GZIPInputStream(new ByteArrayInputStream(bytes)).transferTo(out);
          texts.add(out.toString(UTF_8));
        }
      }
    }
    return texts;
  }

  /** A part of the secret that looks the same however it is escaped. */
  private static final String RAW = "hunter2";

  @Test
  void afterwards_a_search_over_the_whole_folder_finds_nothing() throws IOException {
    assertThat(files()).anyMatch(text -> text.contains(RAW));

    var redacted = redaction(SECRET).run();

    assertThat(files()).noneMatch(text -> text.contains(RAW));
    assertThat(redacted.left()).isEmpty();
    assertThat(redacted.living()).isZero();
    assertThat(redacted.places())
        .extracting(Place::where)
        .contains("blobs", "events", "rows", "server.log")
        .anyMatch(where -> where.matches("archive/events-1-[0-9]+\\.jsonl\\.gz"))
        .anyMatch(where -> where.matches("worker/turns/t-[0-9a-z]{11}\\.1\\.1/output\\.log"))
        .anyMatch(where -> where.matches("worker/turns/t-[0-9a-z]{11}\\.1\\.1/result\\.json"));
    assertThat(redacted.places()).contains(new Place("server.log", 1));
  }

  @Test
  void the_rows_are_still_what_the_log_says_and_every_text_can_be_read() throws IOException {
    redaction(SECRET).run();

    assertThat(new Rebuild(home.resolve("store.db"), StoreFolder::core).verify()).isEmpty();
    var core = StoreFolder.core();
    var lines = new ArrayList<String>();
    new Export(home, core, StoreFolder.json(core)).write(java.util.Optional.empty(), lines::add);
    assertThat(lines).anyMatch(line -> line.contains("*".repeat(SECRET.getBytes(UTF_8).length)));
    try (var snapshot = Snapshot.of(home.resolve("store.db"), core.codec())) {
      var blobs = dev.continuo.blob.Blobs.beside(home.resolve("blobs"));
      snapshot.references(hash -> assertThat(blobs.bytes(hash)).isNotEmpty());
      snapshot.archivedReferences(hash -> assertThat(blobs.bytes(hash)).isNotEmpty());
    }
  }

  @Test
  void the_store_goes_on_and_a_second_time_finds_nothing() throws IOException {
    redaction(SECRET).run();
    try (var folder = new StoreFolder(home)) {
      folder.finish("done\n", "");
      assertThat(folder.kept()).isEmpty();
    }

    assertThat(redaction(SECRET).run().places()).isEmpty();
  }

  @Test
  void one_that_was_killed_on_its_way_is_finished_by_the_next() throws IOException {
    var blobs = dev.continuo.blob.Blobs.open(home.resolve("blobs"));
    var hashes = new ArrayList<String>();
    blobs.each(blob -> hashes.add(blob.sha256()));
    var texts = new Overwriting();
    texts.hide(SECRET);
    for (var hash : hashes) {
      var bytes = blobs.bytes(hash);
      texts.in(bytes, Overwriting.Syntax.PLAIN);
      blobs.store(bytes); // the first step was done, and no other
    }

    assertThat(redaction(SECRET).run().left()).isEmpty();
    assertThat(files()).noneMatch(text -> text.contains(RAW));
    assertThat(new Rebuild(home.resolve("store.db"), StoreFolder::core).verify()).isEmpty();
  }

  @Test
  void what_is_none_of_ours_is_told_and_not_touched() throws IOException {
    var notes = Files.writeString(home.resolve("notes.txt"), SECRET);

    assertThat(redaction(SECRET).run().left()).containsExactly("notes.txt");
    assertThat(notes).hasContent(SECRET);
  }

  @Test
  void a_turn_that_goes_on_is_told() throws IOException {
    Files.writeString(home.resolve("worker/spool/t-00000100000.1.1.open"), "boot x\n");

    assertThat(redaction(SECRET).run().living()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_told_from_other_texts_is_refused() {
    assertRefused(() -> redaction("abcde"), "redact: line 1: found 5 bytes, must be 6 to 4096");
    assertRefused(
        () -> redaction(SECRET, "1234567890"),
        "redact: line 2: found a number, must have something else in it");
    assertRefused(this::redaction, "redact: found 0 texts, must be 1 to 1000, one a line");
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String says) {
    assertThatThrownBy(act).isInstanceOf(OperatorError.class).hasMessage(says);
  }
}
