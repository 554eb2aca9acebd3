package dev.continuo.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Some lives in every build; {@code scripts/simulate} lives a million. */
class SimulationTest {
  private static final int LIVES = 4_000;

  @Test
  void no_life_breaks_an_invariant_and_together_they_go_through_everything() {
    var lives = new Lives(Assembly::new);

    var broken = lives.firstBroken(0, LIVES).map(Lives.Broken::told);

    assertThat(broken).as("%s", broken.orElse("")).isEmpty();
    assertThat(lives.neverExercised()).isEmpty();
  }

  @Test
  void a_seed_is_always_the_same_life() {
    for (long seed = 0; seed < 20; seed++) {
      var first = Trace.last(Integer.MAX_VALUE);
      var second = Trace.last(Integer.MAX_VALUE);

      Life.live(seed, first, new Exercised(), new Assembly());
      Life.live(seed, second, new Exercised(), new Assembly());

      assertThat(first.lines()).hasSizeGreaterThan(10).isEqualTo(second.lines());
    }
  }
}
