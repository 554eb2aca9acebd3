package dev.continuo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class OutputTest extends WorkshopFixture {

  @Test
  void output_beyond_the_limit_keeps_head_and_tail_while_the_command_goes_on() throws IOException {
    var max = Bytes.kibibytes(64);
    var order =
        shop.script(
            "loud",
            "echo first; head -c 300000 /dev/zero | tr '\\0' x; echo; echo middle-end; mkfifo go; echo made >made; read -r _ <go; echo last");
    var turn =
        shop.launch(
            new Order(
                order.turn(),
                order.command(),
                order.environment(),
                folder,
                null,
                new Limits(max, Bytes.mebibytes(8))));
    shop.line("made");
    var log = shop.files.output(turn);

    Reports.await(() -> Files.size(log) <= max.count(), "a cut log");
    Files.writeString(folder.resolve("go"), "\n");
    shop.reports.exit(turn);

    assertThat(Files.readString(log))
        .startsWith("first\nxxx")
        .containsPattern("\\[continuo: [0-9]+ bytes of output were cut here]")
        .endsWith("x\nmiddle-end\nlast\n");
  }

  @Test
  void a_cut_log_holds_what_it_says() throws IOException {
    var log = folder.resolve("log");
    Files.writeString(log, "h".repeat(50_000) + "m".repeat(100_000) + "t".repeat(25_000));

    OutputLog.cut(log, new Bytes(100_000));

    assertThat(log)
        .hasContent(
            "h".repeat(50_000)
                + "\n[continuo: 100000 bytes of output were cut here]\n"
                + "t".repeat(25_000));
  }

  @Test
  void a_log_is_cut_between_lines_so_that_no_secret_is_divided() throws IOException {
    var log = folder.resolve("log");
    Files.writeString(log, "it is hush-hush\n".repeat(10_000));

    OutputLog.cut(log, new Bytes(100_001));

    assertThat(Files.readAllLines(log))
        .allMatch(line -> line.equals("it is hush-hush") || line.matches("\\[continuo: .*]"))
        .hasSizeGreaterThan(4_000);
  }

  @Test
  void a_log_of_exactly_the_limit_is_left_alone() throws IOException {
    var log = folder.resolve("log");
    Files.writeString(log, "x".repeat(1000));

    OutputLog.cut(log, new Bytes(1000));

    assertThat(log).hasSize(1000);
  }

  @Test
  void the_hard_limit_ends_a_command_that_writes_without_end() throws IOException {
    var order = shop.order("endless", "cat", "/dev/zero");
    var turn =
        shop.launch(
            new Order(
                order.turn(),
                order.command(),
                order.environment(),
                folder,
                null,
                new Limits(Bytes.mebibytes(1), Bytes.mebibytes(1))));

    assertThat(shop.reports.exit(turn).outcome()).isEqualTo(new Outcome.Signalled(25));
    assertThat(Files.size(shop.files.output(turn))).isLessThanOrEqualTo(1024 * 1024);
  }
}
