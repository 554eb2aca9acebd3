package dev.continuo.worker;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures real turns a second; its name keeps it out of the build: {@code ./mvnw test
 * -Dtest=TurnRateMeasurement}. The figures go to {@code target/turn-rate.txt}.
 */
final class TurnRateMeasurement {

  private static final int TURNS = 1000;

  private static final Path FIGURES = Path.of("target", "turn-rate.txt");

  @TempDir Path folder;

  @Test
  void turns_of_sh_that_do_nothing() throws IOException {
    var shop = Workshop.open(folder);
    try {
      for (int round = 0; round < 3; round++) {
        var turns = new ArrayList<TurnId>();
        long from = System.nanoTime();
        for (int i = 0; i < TURNS; i++) {
          var order = shop.script("rate-" + round + "-" + i, ":");
          turns.add(order.turn());
          shop.worker.launch(order);
        }
        turns.forEach(shop.reports::exit);
        double seconds = (System.nanoTime() - from) / 1e9;
        Files.writeString(FIGURES, "%.0f turns/s%n".formatted(TURNS / seconds), CREATE, APPEND);
        assertThat(turns).allSatisfy(it -> assertThat(shop.reports.of(it)).hasSize(2));
      }
    } finally {
      shop.worker.close();
    }
  }
}
