package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where the environment of a turn can be read: by its owner, while it is launched, and nowhere
 * else.
 */
@ParameterizedClass
@EnumSource(View.class)
final class SecrecyTest extends WorkshopFixture {
  private static final String SECRET = "hush-hush";

  /** In the words of the commands, so that whoever looks at the command lines sees it. */
  private static final String WORD = "seen-by-everyone";

  @Test
  void no_command_line_holds_the_environment_of_a_turn() throws Exception {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    var over = new AtomicBoolean();
    var reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    seen.addAll(commandLines());
                  }
                });

    var turns = new ArrayList<TurnId>();
    // with `ps` a turn executes some ten programs
    int count = view == View.PS ? 5 : 60;
    for (int i = 0; i < count; i++) {
      turns.add(shop.launch(secret("secret-" + i, "test \"$TOKEN\" = \"$SAME\" # " + WORD)));
    }
    for (var turn : turns) {
      assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(0));
    }
    over.set(true);
    reader.join();

    assertThat(seen).anyMatch(line -> line.contains(WORD));
    assertThat(seen).noneMatch(line -> line.contains(SECRET));
  }

  /** What any user of the machine can see of its processes. */
  private static List<String> commandLines() {
    var lines = new ArrayList<String>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        lines.add(View.PROC.processes().words(Long.parseLong(process.getFileName().toString())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** Some names cannot be exported by a shell, and some would steer the programs on the way. */
  private Order secret(String task, String script) {
    var order = shop.script(task, script);
    var environment =
        Map.of(
            "PATH", System.getenv("PATH"),
            "TOKEN", SECRET,
            "SAME", SECRET,
            "not-a-name", SECRET,
            "PERL5OPT", SECRET,
            "UID", SECRET);
    return new Order(order.turn(), order.command(), environment, folder, null, Limits.DEFAULT);
  }

  @Test
  void only_its_owner_can_read_an_order() throws IOException {
    var order = secret("private", "true");

    LaunchFile.write(shop.files, "boot", order, order.environment());

    var file = shop.files.open(order.turn());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).content().contains(SECRET);
    Files.delete(file);
  }

  @Test
  void no_file_holds_a_secret_once_the_command_runs() throws IOException {
    var turn = shop.launch(secret("running", "exec sleep 600"));

    shop.reports.await(turn, Report.Launched.class);

    assertThat(holders()).isEmpty();
  }

  /** The worker removes the order; the shim empties it first, whether or not there is a worker. */
  @Test
  void no_file_holds_a_secret_though_the_worker_is_gone_before_the_command_runs() throws Exception {
    var turn = shop.launch(secret("orphan", "exec sleep 600"));

    shop.worker.close();

    Reports.await(() -> shop.records.of(turn).gate() instanceof Gate.Passed, "a command");
    assertThat(holders()).isEmpty();
  }

  @Test
  void what_a_killed_worker_was_writing_is_removed_by_the_next() throws IOException {
    shop.worker.close();
    Files.writeString(shop.files.drafts().resolve("launch123.new"), SECRET);

    shop.restart();

    assertThat(shop.files.drafts()).isEmptyDirectory();
  }

  /** Of another boot; without its secrets it still tells that the turn may have begun. */
  @Test
  void an_order_that_no_shim_will_read_any_more_loses_its_secrets() throws IOException {
    shop.worker.close();
    var order = secret("bygone", "true");
    LaunchFile.write(shop.files, "another boot", order, order.environment());

    shop.restart();

    assertThat(shop.files.open(order.turn())).hasContent("boot=another boot");
    Files.delete(shop.files.open(order.turn()));
  }

  private List<Path> holders() throws IOException {
    try (var files = Files.walk(shop.files.root())) {
      return files.filter(Files::isRegularFile).filter(SecrecyTest::holds).toList();
    }
  }

  private static boolean holds(Path file) {
    try {
      return Files.readString(file).contains(SECRET);
    } catch (IOException gone) {
      return false;
    }
  }
}
