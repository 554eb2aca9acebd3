package dev.continuo.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.cli.Upkeep.Check;
import dev.continuo.cli.Upkeep.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExaminationTest {
  @TempDir private Path temp;
  private Path home = Path.of("home");
  private Instant newest = Instant.EPOCH;

  @BeforeEach
  void fill() throws IOException {
    home = temp.resolve("home");
    Files.createDirectories(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (var folder = new StoreFolder(home)) {
      StoreFolder.finished(folder, "done");
      newest = folder.journal().head().wall();
    }
  }

  private Check check(String name) throws IOException {
    return check(name, newest);
  }

  private Check check(String name, Instant now) throws IOException {
    return new Examination(home, StoreFolder::core, () -> now)
        .all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static Path mode(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void a_sound_folder_has_nothing_to_do() throws IOException {
    var checks = new Examination(home, StoreFolder::core, () -> newest).all();

    assertThat(checks)
        .filteredOn(
            check ->
                !List.of("git", "setsid", "open files", "processes", "free space", "disk")
                    .contains(check.name()))
        .allSatisfy(
            check -> {
              assertThat(check.verdict()).as(check.name()).isEqualTo(Verdict.OK);
              assertThat(check.does()).isEmpty();
            });
    assertThat(check("schema").says()).isEqualTo("migration 1 of 1");
    assertThat(check("store").says()).matches("[0-9.]+ KB, [0-9]+ events, sound");
  }

  @Test
  void a_folder_that_is_not_there_is_no_mistake() throws IOException {
    home = temp.resolve("none");
    assertThat(check("data folder").says()).isEqualTo("`" + home + "`, not there yet");
    assertThat(home).doesNotExist();
  }

  @Test
  void a_folder_and_a_token_that_others_can_read_are_told() throws IOException {
    mode(home, "rwxr-x---");
    assertThat(check("data folder"))
        .satisfies(
            check -> {
              assertThat(check.verdict()).isEqualTo(Verdict.WARNING);
              assertThat(check.says()).endsWith(", rwxr-x---, others can look into it");
              assertThat(check.does()).isEqualTo("`chmod 700` makes it its owner's alone");
            });
    var token = mode(Files.writeString(home.resolve("token"), "x"), "rw-r--r--");
    assertThat(check("token"))
        .isEqualTo(
            new Check(
                "token",
                Verdict.WRONG,
                "rw-r--r--, others may have read it",
                "`chmod 600 " + token + "` makes it its owner's alone"));
    assertThat(check("secrets.json").says()).isEqualTo("none is kept");
    mode(Files.writeString(home.resolve("secrets.json"), "{}"), "rw-r--r--");
    assertThat(check("secrets.json").verdict()).isEqualTo(Verdict.WRONG);
  }

  @Test
  void a_clock_that_is_before_the_newest_event_is_told() throws IOException {
    assertThat(check("clock", newest.minusSeconds(60)).verdict()).isEqualTo(Verdict.OK);
    assertThat(check("clock", newest.minus(Duration.ofMinutes(90))))
        .isEqualTo(
            new Check(
                "clock",
                Verdict.WARNING,
                "the newest event is 90 min from now",
                "set the clock of the machine; until then events are given that time"));
  }

  @Test
  void a_process_of_a_turn_that_is_over_is_told() throws IOException, InterruptedException {
    Files.writeString(home.resolve("worker/marker"), "0123456789abcdef");
    var builder = new ProcessBuilder("cat");
    builder.environment().put("CONTINUO_MARKER", "t-00000100000.1.1-0123456789abcdef");
    var stray = builder.start();
    try {
      assertThat(check("stray processes"))
          .isEqualTo(
              new Check(
                  "stray processes",
                  Verdict.WARNING,
                  "of turns that are over: [" + stray.pid() + "]",
                  "a running server ends them; look at them with `ps`"));
      Files.writeString(home.resolve("worker/spool/t-00000100000.1.1.open"), "");
      assertThat(check("stray processes").says()).isEqualTo("none");
    } finally {
      stray.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_file_system_is_judged_by_its_type() {
    assertThat(Examination.disk("ext4")).isEqualTo(new Check("disk", Verdict.OK, "ext4", ""));
    assertThat(Examination.disk("nfs4"))
        .isEqualTo(
            new Check(
                "disk",
                Verdict.WRONG,
                "nfs4, a network: no server starts on it",
                "name a folder on a disk of this machine with `CONTINUO_HOME`"));
    assertThat(Examination.disk("9p").says())
        .isEqualTo("9p, may not keep locks or what was written");
    assertThat(Examination.disk("tmpfs").says()).isEqualTo("tmpfs, gone when the machine stops");
  }

  @Test
  void a_machine_is_judged_by_what_it_has() {
    assertThat(Machine.jdk(25, "/jdk").verdict()).isEqualTo(Verdict.OK);
    assertThat(Machine.jdk(24, "/jdk"))
        .isEqualTo(
            new Check(
                "jdk",
                Verdict.WRONG,
                "24, `/jdk`, must be 25 or newer",
                "name a newer one with `CONTINUO_JAVA_HOME`"));
    var limits =
        List.of(
            "Limit  Soft Limit  Hard Limit  Units",
            "Max open files            256                  4096                 files     ");
    assertThat(Machine.limit("open files", "Max open files", 1024, "ulimit -n", limits))
        .isEqualTo(
            new Check(
                "open files",
                Verdict.WARNING,
                "256, better 1024 or more",
                "`ulimit -n 1024` raises it for a shell and what it starts"));
    assertThat(Machine.limit("open files", "Max open files", 256, "ulimit -n", limits).says())
        .isEqualTo("256");
    assertThat(new Machine("/nowhere").all())
        .contains(
            new Check(
                "sh",
                Verdict.WRONG,
                "not on the PATH",
                "install a POSIX shell: it runs every turn"),
            new Check(
                "setsid",
                Verdict.WRONG,
                "not on the PATH",
                "install util-linux, or perl: a turn needs its own session"));
  }

  @Test
  void where_there_is_no_setsid_perl_will_do() throws IOException {
    var perl = mode(Files.createFile(temp.resolve("perl")), "rwx------");

    assertThat(new Machine(temp.toString()).all())
        .contains(new Check("perl", Verdict.OK, "`" + perl + "`", ""))
        .noneMatch(check -> check.name().equals("setsid"));
  }
}
