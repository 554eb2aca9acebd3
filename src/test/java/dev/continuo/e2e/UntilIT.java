package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that are done again until what they leave is enough, as the example has one. */
class UntilIT extends SharedServer {
  @BeforeEach
  void example() throws IOException {
    continuo.write("until.yaml", Files.readString(Path.of("examples/until.yaml")));
  }

  @Test
  void it_is_sent_back_with_what_was_found_until_it_is_enough() throws Exception {
    var done = continuo.run("run", "--plain", "until.yaml");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(continuo.run("logs", "last/write").out())
        .isEqualTo(
            "sent back: `until` `result.words >= inputs.words` is false; it had"
                + " {\"result\":{\"words\":2},\"inputs.words\":\"3\"}\n");
  }

  @Test
  void one_that_never_has_enough_fails_after_its_rounds() throws Exception {
    var ended = continuo.run("run", "--plain", "until.yaml", "--input", "words=99");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(continuo.run("why", "last/write").out())
        .contains(
            "sent back 9 times, and `until` `result.words >= inputs.words` is false; it had"
                + " {\"result\":{\"words\":10},\"inputs.words\":\"99\"}");
  }

  @Test
  void one_that_cannot_be_told_fails_with_what_it_had() throws Exception {
    continuo.write("plan.yaml", "tasks: {a: {run: 'true', until: result.left == 0}}");

    assertThat(continuo.run("run", "--plain", "plan.yaml").exitCode()).isEqualTo(1);
    assertThat(continuo.run("why", "last/a").out())
        .contains(
            "`until` `result.left == 0` cannot be told: key `left` is not present in map; it had {\"result\":{}}");
  }
}
