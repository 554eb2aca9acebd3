package dev.continuo.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicCodeTest {
  @Test
  void a_million_runs_have_codes_of_one_length_that_differ_and_lead_back() {
    var seen = new BitSet(1 << PublicCode.RUN_BITS);
    for (long number = 1; number <= 1_000_000; number++) {
      var code = PublicCode.ofRun(number);
      assertThat(code.length()).isEqualTo(6);
      var back = PublicCode.run(code);
      assertThat(back.getAsLong()).isEqualTo(number);
      var place = Integer.parseInt(base32(code), 32);
      assertThat(seen.get(place)).isFalse();
      seen.set(place);
    }
  }

  /** The digits without i, l, o and u as those that Java reads. */
  private static String base32(String code) {
    var digits = new StringBuilder();
    code.chars()
        .forEach(
            c ->
                digits.append(
                    Character.forDigit("0123456789abcdefghjkmnpqrstvwxyz".indexOf(c), 32)));
    return digits.toString();
  }

  @Test
  void the_first_and_the_last_number_have_codes_too() {
    for (long number : new long[] {1, (1L << PublicCode.RUN_BITS) - 1}) {
      assertThat(RunId.parse(new RunId(number).toString())).contains(new RunId(number));
    }
    var last = TaskId.of(new RunId((1L << PublicCode.RUN_BITS) - 1), TaskId.INDEX_MAX);
    assertThat(TaskId.parse(last.toString())).contains(last);
    assertThat(last.toString()).hasSize(13);
  }

  @Test
  void what_is_no_code_is_no_id() {
    var id = new RunId(7).task(3).toString();
    assertThat(TaskId.parse(id)).isPresent();
    for (var text :
        List.of("", "t-", "r-", id + "0", id.substring(1), "t-iiiiii00000", "r-000000")) {
      assertThat(TaskId.parse(text)).as(text).isEmpty();
      assertThat(RunId.parse(text)).as(text).isEmpty();
    }
    assertThat(TaskId.parse(new RunId(7) + "zzzzz")).isEmpty();
  }

  @Test
  void numbers_beyond_the_bounds_are_refused() {
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunId(0));
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunId(1L << PublicCode.RUN_BITS));
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(() -> new RunId(1).task(TaskId.INDEX_MAX + 1));
  }
}
