package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that are done for each item of a list, as the example has some. */
class ForEachIT extends SharedServer {
  @BeforeEach
  void example() throws IOException {
    continuo.write("fan-out.yaml", Files.readString(Path.of("examples/fan-out.yaml")));
  }

  @Test
  void what_is_found_is_done_one_by_one_and_gathered() throws Exception {
    var done = continuo.run("run", "--plain", "fan-out.yaml");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(continuo.run("logs", "last/greet/2").out()).isEqualTo("good evening\n");
    assertThat(continuo.run("logs", "last/report").out())
        .contains("\"result\":[{\"checked\":\"a\",\"files\":3},{\"checked\":\"b\",\"files\":5}]");
    assertThat(continuo.run("list").out()).contains("  6/6 ");
  }

  @Test
  void a_list_of_one() throws Exception {
    var done = continuo.run("run", "--plain", "fan-out.yaml", "--input", "only=b");

    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(continuo.run("logs", "last/report").out())
        .contains("\"result\":[{\"checked\":\"b\",\"files\":5}]");
  }

  @Test
  void a_run_that_goes_on_from_another_does_only_the_items_that_failed() throws Exception {
    continuo.write(
        "plan.yaml",
        """
        on-failure: continue
        tasks:
          list: {run: 'echo "{\\"items\\": [1, 2, 3]}" > "$CONTINUO_RESULT"'}
          each:
            needs: list
            for-each: ${{ needs.list.result.items }}
            run: 'echo $CONTINUO_ITEM >> log; test $CONTINUO_ITEM != 2 || test -e ok'
        """);
    assertThat(continuo.run("run", "--plain", "plan.yaml").exitCode()).isEqualTo(1);
    continuo.touch("ok");
    Files.delete(continuo.file("log"));

    var again = continuo.run("run", "--plain", "--from", "last");

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).doesNotContain("left out");
    assertThat(continuo.lines("log")).containsExactly("2");
    assertThat(continuo.run("status", "last").out()).contains("each/1", "skipped");
  }
}
