package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short torture: each victim once. {@code scripts/torture} does it for as long as you like. */
class TortureIT {
  @Test
  void nothing_is_lost_doubled_or_left_whatever_is_killed(@TempDir Path folder) throws Exception {
    try (var torture = new Torture(folder, 7)) {
      var toll = torture.rounds(Torture.Victim.values().length, () -> {});

      assertThat(toll.clean()).as(toll::toString).isTrue();
      assertThat(toll.acknowledged()).isPositive();
      assertThat(toll.recovery()).hasSize(3);
    }
  }
}
