package dev.continuo.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How many lives the simulation lives: what the searching of bugs costs. */
final class SimulatedLives {
  private static final String LIVES = "20000";
  private static final int ROUNDS = 3;
  private static final Pattern RATE = Pattern.compile("([0-9,]+) lives/s");

  private SimulatedLives() {}

  static List<Figure> measure(Part.Place place) throws Exception {
    var rates = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      rates[i] = round();
    }
    var rate = Samples.of(rates);
    return List.of(
        Figure.of("simulated lives of the store, all cores", rate.median(), rate.rounds("/s")));
  }

  private static double round() throws IOException {
    var script = Path.of("scripts", "simulate").toString();
    var process = new ProcessBuilder(script, "--lives", LIVES).redirectErrorStream(true).start();
    var said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    var rate = RATE.matcher(said);
    if (!rate.find()) {
      throw new IOException("the simulation failed: " + said);
    }
    return Double.parseDouble(rate.group(1).replace(",", ""));
  }
}
