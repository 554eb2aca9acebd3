package dev.continuo.server.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.operation.Output.Growth;
import dev.continuo.task.RunId;
import dev.continuo.task.TurnId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
  private static final TurnId TURN =
      new TurnId(RunId.parse("r-000001").orElseThrow().task(0), 1, 1);

  @TempDir Path temp;
  private Path folder;
  private Path file;
  private OutputFiles output;
  private final Semaphore grown = new Semaphore(0);

  @BeforeEach
  void open() {
    folder = temp.resolve("turn");
    file = folder.resolve("output.log");
    output = new OutputFiles(_ -> file, () -> Mask.NOTHING);
  }

  @AfterEach
  void close() throws Exception {
    output.close();
  }

  @Test
  void a_turn_that_has_written_nothing_has_no_bytes() throws Exception {
    assertThat(output.size(TURN)).isZero();
    assertThat(output.read(TURN, 0, 100, Growth.ENDED)).isEmpty();
  }

  @Test
  void output_is_kept_as_long_as_its_folder_is_there_also_when_there_is_none() throws Exception {
    assertThat(output.kept(TURN)).isFalse();

    Files.createDirectories(folder);

    assertThat(output.kept(TURN)).isTrue();
  }

  @Test
  void a_pipe_that_a_turn_has_put_in_the_place_of_its_output_has_no_bytes() throws Exception {
    Files.createDirectories(folder);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();

    assertThat(output.read(TURN, 0, 100, Growth.GOES_ON)).isEmpty();
  }

  @Test
  void bytes_are_read_from_an_offset_and_beyond_the_end_there_are_none() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(file, "first second");

    assertThat(output.read(TURN, 6, 3, Growth.ENDED)).asString().isEqualTo("sec");
    assertThat(output.read(TURN, 6, 100, Growth.ENDED)).asString().isEqualTo("second");
    assertThat(output.read(TURN, 99, 100, Growth.ENDED)).isEmpty();
    assertThat(output.size(TURN)).isEqualTo(12);
  }

  @Test
  void all_who_wait_are_told_of_the_first_bytes_and_of_more() throws Exception {
    Files.createDirectories(folder);
    var other = new Semaphore(0);
    try (var _ = output.watch(TURN, grown::release);
        var _ = output.watch(TURN, other::release)) {
      Files.writeString(file, "first");
      assertThat(grown.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      assertThat(other.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    grown.drainPermits();
    try (var _ = output.watch(TURN, grown::release)) {
      Files.writeString(file, "second", StandardOpenOption.APPEND);
      assertThat(grown.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_turn_without_a_folder_and_files_that_are_closed_are_not_watched() throws Exception {
    try (var _ = output.watch(TURN, grown::release)) {
      assertThat(grown.availablePermits()).isZero();
    }
    Files.createDirectories(folder);
    output.close();
    output.watch(TURN, grown::release).close();
    assertThat(grown.availablePermits()).isZero();
  }
}
