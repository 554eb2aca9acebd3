package dev.continuo.server.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {
  private final Mask mask = Mask.of(List.of("hush", "sh\"quiet"));

  @Test
  void each_byte_of_a_secret_becomes_a_star_and_nothing_else_moves() {
    assertThat(mask.apply("say hush, hushhush!")).isEqualTo("say ****, ********!");
    assertThat(mask.apply("say hus, ush")).isEqualTo("say hus, ush");
    assertThat(Mask.of(List.of("größe")).apply("die größe!")).isEqualTo("die *******!");
  }

  @Test
  void overlapping_secrets_are_masked_as_a_whole() {
    assertThat(mask.apply("hush\"quiet")).isEqualTo("**********");
  }

  @Test
  void a_secret_is_known_in_json_and_in_base64_too() {
    assertThat(mask.apply("{\"a\":\"sh\\\"quiet\"}")).isEqualTo("{\"a\":\"*********\"}");
    var basic = Base64.getEncoder().encodeToString("hush".getBytes(UTF_8));
    assertThat(mask.apply("Basic " + basic)).isEqualTo("Basic ******==");
  }

  @Test
  void a_secret_of_several_lines_is_known_by_each_long_one() {
    var key = Mask.of(List.of("-----BEGIN-----\nabcdefghij\nxyz\n"));

    assertThat(key.apply("-----BEGIN-----\r\nabcdefghij\r\nxyz\r\n"))
        .isEqualTo("***************\r\n**********\r\nxyz\r\n");
  }

  @Test
  void what_may_be_the_beginning_of_a_secret_is_counted_from_the_end() {
    assertThat(mask.begun("say hus".getBytes(UTF_8))).isEqualTo(3);
    assertThat(mask.begun("say sh\"qu".getBytes(UTF_8))).isEqualTo(5);
    assertThat(mask.begun("say hush".getBytes(UTF_8))).isZero();
    assertThat(mask.begun("say no".getBytes(UTF_8))).isZero();
    assertThat(mask.margin()).isEqualTo("c2gicXVpZXQ".length() - 1);
  }

  @Test
  void without_secrets_nothing_is_looked_for() {
    assertThat(Mask.NOTHING.apply("hush")).isEqualTo("hush");
    assertThat(Mask.NOTHING.begun("hush".getBytes(UTF_8))).isZero();
    assertThat(Mask.NOTHING.margin()).isZero();
  }
}
