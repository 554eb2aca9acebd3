package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(View.class)
final class LaunchTest extends WorkshopFixture {

  @Test
  void an_order_that_cannot_be_put_into_place_leaves_none_of_its_secrets() throws IOException {
    var order = shop.script("unplaced", "true");
    var inTheWay = shop.files.open(order.turn()).resolve("in-the-way");
    Files.createDirectories(inTheWay);

    assertThatThrownBy(
            () -> LaunchFile.write(shop.files, "boot", order, Map.of("TOKEN", "hush-hush")))
        .isInstanceOf(IOException.class);

    assertThat(shop.files.drafts()).isEmptyDirectory();
    Files.delete(inTheWay);
    Files.delete(shop.files.open(order.turn()));
  }

  @Test
  void a_turn_is_reported_launched_exited_and_swept_in_this_order() {
    var turn = shop.launch("order", "echo said; exit 3");

    var exit = shop.reports.exit(turn);
    shop.worker.settled(turn);
    shop.worker.sweep(turn);
    shop.reports.await(turn, Report.Swept.class);

    assertThat(exit.outcome()).isEqualTo(new Outcome.Exited(3));
    assertThat(shop.said(turn)).isEqualTo("said");
    assertThat(exit.result()).isEqualTo(new Result.None());
    assertThat(shop.reports.of(turn))
        .extracting(it -> it.getClass().getSimpleName())
        .containsExactly("Launched", "Exited", "Swept");
    assertThat(shop.files.listed()).isEmpty();
  }

  private static final List<String> ODD =
      List.of(
          "",
          "'",
          "''\\''",
          "\"$(touch x)\" `id` $HOME \\ ! *",
          "a\nb\n",
          "\r\t\u0001",
          "-n",
          "--",
          "ünïcödé \u2041\u2042\u2048 \uD83D\uDE80",
          "A=B",
          "}",
          "#");

  @Test
  void arguments_arrive_byte_for_byte() throws IOException {
    var command = new ArrayList<>(List.of("sh", "-c", "printf '%s\\0' \"$@\"", "sh"));
    command.addAll(ODD);
    var turn = shop.launch(shop.order("arguments", command.toArray(String[]::new)));

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(0));
    assertThat(output(turn)).containsExactlyElementsOf(ODD);
  }

  @Test
  void variables_arrive_byte_for_byte_whatever_their_names() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("-u", "name like an option");
    ODD.forEach(text -> environment.put("odd-" + ODD.indexOf(text), text));
    var order = shop.order("variables", "env", "-0");
    var turn =
        shop.launch(
            new Order(order.turn(), order.command(), environment, folder, null, Limits.DEFAULT));

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Exited(0));
    var expected = new ArrayList<String>();
    environment.forEach((name, value) -> expected.add(name + "=" + value));
    expected.add("CONTINUO_RESULT=" + shop.files.result(turn));
    assertThat(output(turn)).containsAll(expected).hasSize(expected.size() + 1);
  }

  private List<String> output(TurnId turn) throws IOException {
    var text = Files.readString(shop.files.output(turn));
    assertThat(text).endsWith("\0");
    return Arrays.asList(text.substring(0, text.length() - 1).split("\0", -1));
  }

  @Test
  void the_environment_holds_nothing_but_what_was_ordered() throws IOException {
    var order = shop.order("environment", "env");
    var turn =
        shop.launch(
            new Order(
                order.turn(), order.command(), Map.of("A", "b"), folder, "do it", Limits.DEFAULT));

    shop.reports.exit(turn);

    assertThat(
            Files.readString(shop.files.output(turn))
                .lines()
                .map(line -> line.replaceAll("=.*", "")))
        .containsExactlyInAnyOrder("A", "CONTINUO_MARKER", "CONTINUO_RESULT", "CONTINUO_PROMPT");
    assertThat(shop.files.prompt(turn)).hasContent("do it");
  }

  @Test
  void the_recorded_process_is_the_command_itself_in_a_session_of_its_own() {
    var turn = shop.launch("identity", "echo $$ >pid; exec sleep 600");

    var process = shop.reports.await(turn, Report.Launched.class).process();

    assertThat(shop.pid("pid")).isEqualTo(process.pid());
    var seen = view.processes().seen(process.pid()).orElseThrow();
    assertThat(seen.start()).isEqualTo(process.start());
    assertThat(seen.session()).isEqualTo(process.pid());
    assertThat(seen.group()).isEqualTo(process.pid());
  }

  @Test
  void the_command_ignores_no_signal_and_reads_no_input() throws IOException {
    var turn = shop.launch("plain", "cat; echo eof; grep SigIgn /proc/self/status");

    shop.reports.exit(turn);
    var lines = shop.said(turn).lines().toList();

    assertThat(lines).hasSize(2).startsWith("eof");
    // what this process was told to ignore, such as SIGHUP under nohup, is not ours to undo
    var own = Files.readString(Path.of("/proc/self/status")).lines();
    var inherited = own.filter(line -> line.startsWith("SigIgn")).findFirst().orElseThrow();
    long ignored = signals(lines.getLast()) & ~signals(inherited);
    assertThat(ignored).isZero();
  }

  /** Signals 1 to 31; the C library keeps 32 and 33 to itself. */
  private static long signals(String line) {
    return Long.parseUnsignedLong(line.replaceAll(".*\t", ""), 16) & 0x7fff_ffffL;
  }

  @Test
  void the_order_with_its_secrets_is_removed_once_the_command_runs() {
    var turn = shop.launch("secrets", "exec sleep 600");

    shop.reports.await(turn, Report.Launched.class);

    assertThat(shop.files.open(turn)).doesNotExist();
  }

  @Test
  void a_result_is_told_with_the_exit() {
    var turn = shop.launch("result", "printf '{\"ok\":true}' >\"$CONTINUO_RESULT\"");

    assertThat(shop.reports.exit(turn).result()).isEqualTo(new Result.Text("{\"ok\":true}"));
  }

  @Test
  void a_result_of_64_kib_is_told_and_a_larger_one_only_measured() {
    var fits = shop.launch("fits", "head -c 65536 /dev/zero | tr '\\0' x >\"$CONTINUO_RESULT\"");
    var large = shop.launch("large", "head -c 65537 /dev/zero | tr '\\0' x >\"$CONTINUO_RESULT\"");

    assertThat(shop.reports.exit(fits).result()).isEqualTo(new Result.Text("x".repeat(65536)));
    assertThat(shop.reports.exit(large).result()).isEqualTo(new Result.TooLarge(new Bytes(65537)));
  }

  @Test
  void a_signal_is_told_from_an_exit_code_that_looks_like_one() {
    var signalled = shop.launch("signalled", "kill -KILL $$");
    var exited = shop.launch("exited", "exit 137");

    assertThat(shop.reports.exit(signalled).outcome()).isEqualTo(new Outcome.Signalled(9));
    assertThat(shop.reports.exit(exited).outcome()).isEqualTo(new Outcome.Exited(137));
  }

  @Test
  void a_program_whose_name_holds_an_equals_sign_is_not_taken_for_a_variable() throws IOException {
    var program = folder.resolve("a=b");
    Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();

    var turn = shop.launch(shop.order("equals", "./a=b", "x y"));

    shop.reports.exit(turn);

    assertThat(shop.said(turn)).isEqualTo("x y");
  }

  @Test
  void many_short_turns_are_each_told_exactly_once() {
    var turns = new ArrayList<TurnId>();
    // with `ps` a turn executes some ten programs
    int count = view == View.PS ? 20 : 100;
    for (int i = 0; i < count; i++) {
      turns.add(shop.launch("short-" + i, "echo x >>ran-" + i));
    }

    for (var turn : turns) {
      shop.reports.exit(turn);
      assertThat(shop.reports.of(turn))
          .extracting(it -> it.getClass().getSimpleName())
          .containsExactly("Launched", "Exited");
    }
    for (int i = 0; i < count; i++) {
      assertThat(shop.read("ran-" + i)).isEqualTo("x\n");
    }
  }
}
