package dev.continuo.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.cli.Upkeep.Amount;
import dev.continuo.cli.Upkeep.Cleared;
import dev.continuo.cli.Upkeep.Mode;
import dev.continuo.journal.Core;
import dev.continuo.task.RunId;
import dev.continuo.task.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearingTest {
  private static final Retention MONTH = Retention.olderThan(Duration.ofDays(30));

  @TempDir private Path temp;
  private StoreFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = new StoreFolder(temp);
  }

  @AfterEach
  void close() {
    folder.close();
  }

  private Cleared clear(Mode mode) throws IOException {
    return new Clearing(temp, Core.fresh().codec()).clear(MONTH, folder.host().now().wall(), mode);
  }

  private long turns() throws IOException {
    return folder.layout().turnFolders().size();
  }

  @Test
  void outputs_of_runs_that_ended_long_ago_go_and_those_of_others_stay() throws IOException {
    StoreFolder.finished(folder, "old");
    var ended = folder.journal().head().wall();
    folder.submit("lives-on");
    folder.write(folder.kept().getFirst().turn(), "begun", "");
    folder.host().pass(Duration.ofDays(15));
    var living = folder.kept().getFirst().turn();
    folder.host().pass(Duration.ofDays(16));

    var would = clear(Mode.DRY_RUN);

    assertThat(would.runs())
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.run()).isEqualTo(new RunId(1));
              assertThat(run.name()).isEqualTo("old");
              assertThat(run.ended()).isBeforeOrEqualTo(ended);
              assertThat(run.turns()).isEqualTo(new Amount(1, "output of old\n".length()));
            });
    assertThat(turns()).isEqualTo(2);
    assertThat(clear(Mode.DO)).isEqualTo(would);
    assertThat(turns()).isEqualTo(1);
    assertThat(folder.folder(living)).exists();
    assertThat(clear(Mode.DO).runs()).isEmpty();
  }

  @Test
  void a_run_that_goes_on_again_is_not_touched_whatever_ended_before() throws IOException {
    folder.submit("fails");
    folder.host().pass(Duration.ofDays(31));
    folder.write(folder.kept().getFirst().turn(), "half", "");
    assertThat(clear(Mode.DO).runs()).isEmpty();
    assertThat(turns()).isEqualTo(1);
  }

  @Test
  void a_turn_that_has_a_record_in_the_spool_is_not_touched() throws IOException {
    StoreFolder.finished(folder, "old");
    folder.host().pass(Duration.ofDays(31));
    var turn = folder.layout().turnFolders().getFirst().name();
    Files.writeString(folder.layout().spool().resolve(turn + ".process"), "");

    assertThat(clear(Mode.DO).runs()).isEmpty();
    assertThat(turns()).isEqualTo(1);
  }

  @Test
  void a_folder_whose_run_the_store_does_not_know_is_not_touched() throws IOException {
    var unknown = folder.layout().turns().resolve(new RunId(77).task(0) + ".1.1");
    Files.createDirectories(unknown);

    clear(Mode.DO);

    assertThat(unknown).exists();
  }

  @Test
  void a_link_out_of_a_folder_is_removed_and_what_it_leads_to_stays() throws IOException {
    StoreFolder.finished(folder, "old");
    var precious = Files.createDirectories(temp.resolve("precious"));
    Files.writeString(precious.resolve("file"), "precious");
    Files.createSymbolicLink(
        folder.layout().turnFolders().getFirst().path().resolve("link"), precious);
    folder.host().pass(Duration.ofDays(31));

    clear(Mode.DO);

    assertThat(turns()).isZero();
    assertThat(precious.resolve("file")).hasContent("precious");
  }

  @Test
  void a_text_that_nothing_refers_to_goes_after_a_day_and_others_stay_for_ever()
      throws IOException {
    folder.submit("archived", "x".repeat(2000), "");
    folder.finish("y".repeat(2000), "");
    folder.host().pass(Duration.ofDays(31));
    folder.archive();
    folder.submit("new", "z".repeat(2000), "");
    folder.host().pass(Duration.ofDays(2));
    var orphan = (Text.Stored) folder.blobs().keep("o".repeat(2000));
    var fresh = (Text.Stored) folder.blobs().keep("f".repeat(2000));
    folder.host().pass(Duration.ofHours(23));
    folder.blobs().keep("f".repeat(2000));
    assertThat(clear(Mode.DO).blobs()).isEqualTo(new Amount(0, 0));

    folder.host().pass(Duration.ofHours(2));

    assertThat(clear(Mode.DRY_RUN).blobs()).isEqualTo(new Amount(1, 2000));
    assertThat(clear(Mode.DO).blobs()).isEqualTo(new Amount(1, 2000));
    assertThat(folder.blobs().find(orphan.sha256())).isEmpty();
    assertThat(folder.blobs().find(fresh.sha256())).isPresent();
    for (var text : new String[] {"x", "y", "z"}) {
      var kept =
          (Text.Stored) dev.continuo.blob.Blobs.open(temp.resolve("other")).keep(text.repeat(2000));
      assertThat(folder.blobs().find(kept.sha256())).as(text).isPresent();
    }
  }

  @Test
  void what_a_crash_left_goes_after_a_day() throws IOException {
    Files.createDirectories(folder.layout().archive());
    var left =
        new Path[] {
          temp.resolve("server123.jar.new"),
          temp.resolve(".server42"),
          temp.resolve(".server42.log"),
          temp.resolve(".secrets42"),
          temp.resolve(".secret42"),
          folder.layout().archive().resolve("events-1-2.jsonl.gz.part")
        };
    for (var file : left) {
      Files.writeString(file, "half");
      Files.setLastModifiedTime(file, FileTime.from(folder.host().now().wall()));
    }
    folder.host().pass(Duration.ofDays(1));
    assertThat(clear(Mode.DO).leftovers()).isEqualTo(new Amount(0, 0));
    folder.host().pass(Duration.ofSeconds(1));

    assertThat(clear(Mode.DO).leftovers()).isEqualTo(new Amount(6, 24));
    for (var file : left) {
      assertThat(file).doesNotExist();
    }
  }
}
