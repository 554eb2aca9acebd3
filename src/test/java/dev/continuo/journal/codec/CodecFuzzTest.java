package dev.continuo.journal.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.continuo.journal.Core;
import dev.continuo.journal.StoreRefused;

/**
 * Entries that this program never wrote; {@code scripts/fuzz event} and {@code line} invent more.
 */
class CodecFuzzTest {
  private static final Codec CODEC = Core.fresh().codec();

  /** The first line says which event the rest shall be. */
  @FuzzTest
  void any_event_comes_back_as_it_was_or_is_refused(byte[] bytes) {
    var text = new String(bytes, UTF_8);
    var type = text.lines().findFirst().orElse("");
    var body = text.substring(Math.min(text.length(), type.length() + 1));
    try {
      var event = CODEC.event(new Codec.Entry(type, 1, body));

      assertThat(CODEC.event(CODEC.entry(event))).isEqualTo(event);
    } catch (StoreRefused refused) {
      assertThat(refused).hasMessageStartingWith("entry `" + type + "`: ");
    }
  }

  @FuzzTest
  void any_line_of_an_archive_is_read_or_refused(byte[] bytes) {
    try {
      assertThat(CODEC.recorded(new String(bytes, UTF_8)).event()).isNotNull();
    } catch (StoreRefused refused) {
      assertThat(refused).hasMessageStartingWith("entry `");
    }
  }
}
