package dev.continuo.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** How many lives the simulation lives: what the searching of bugs costs. */
final class SimulatedLives {
  private static final int LIVES = 20_000;
  private static final int LIVES_SHORTEST = 200;
  private static final int ROUNDS = 3;
  private static final Pattern RATE =
      Pattern.compile("^([0-9,]+) lives in .*?, ([0-9,]+) lives/s", Pattern.MULTILINE);

  private SimulatedLives() {}

  static List<Figure> measure(Part.Place place) throws Exception {
    var rates = new double[place.length().of(ROUNDS, 1)];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = round(place.length().of(LIVES, LIVES_SHORTEST));
    }
    var rate = Samples.of(rates);
    return List.of(
        Figure.of("simulated lives of the store, all cores", rate.median(), rate.rounds("/s")));
  }

  /** Only a simulation that has lived all its lives and broke nothing has a rate. */
  private static double round(int lives) throws IOException, InterruptedException {
    var script = Path.of("scripts", "simulate").toString();
    var process =
        new ProcessBuilder(script, "--lives", Integer.toString(lives))
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    var rate = RATE.matcher(said);
    if (process.waitFor() != 0 || !rate.find() || number(rate.group(1)) != lives) {
      throw new IOException("the simulation failed: " + said);
    }
    return number(rate.group(2));
  }

  private static double number(String digits) {
    return Double.parseDouble(digits.replace(",", ""));
  }
}
