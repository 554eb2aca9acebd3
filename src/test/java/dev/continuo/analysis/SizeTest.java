package dev.continuo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.continuo.plan.Packets;
import dev.continuo.task.FilesPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTest {
  private static final Estimates ESTIMATES = new Estimates(ProjectFiles.NONE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1          | ✅ Single task packet, proceed                    | 1K-3K
          5          | ✅ Single task packet, proceed                    | 5K-15K
          6          | ⚠️ Single task packet, create decomposition plan | 6K-18K
          14         | ⚠️ Single task packet, create decomposition plan | 14K-42K
          15         | ❌ MUST decompose into 2-3 task packets           | 15K-45K
          26         | ❌ MUST decompose into 2-3 task packets           | 26K-78K
          27         | ❌ MUST decompose into 3+ task packets            | 27K-81K
          2147483647 | ❌ MUST decompose into 3+ task packets            | 2147483647K-6442450941K
          """)
  void the_decision_tree(int files, String advice, String tokens) {
    assertThat(Size.of(files, Packets.USUAL).advice()).isEqualTo(advice);
    assertThat(Size.of(files, Packets.USUAL).fits()).isEqualTo(files < 15);
    assertThat(Size.tokens(files)).isEqualTo(tokens);
  }

  @Test
  void nothing_has_no_size() {
    assertThatIllegalArgumentException().isThrownBy(() -> Size.of(0, Packets.USUAL));
  }

  @ParameterizedTest
  @CsvSource({
    "'Add it. Estimated 5 files. Then test.', 5",
    "'Estimated 1 file', 1",
    "'Estimated 0 files.', ''",
    "'estimated 3 files', ''",
    "'Estimated some files.', ''",
    "'', ''"
  })
  void a_prompt_can_say_how_many_files(String prompt, String words) {
    var task = TaskSpec.of("a", new Work.Agent("x", List.of("x"), new Text.Inline(prompt)));

    assertThat(ESTIMATES.of(task).map(Estimate::words).orElse("")).isEqualTo(words);
    assertThat(ESTIMATES.of(task.with(new FilesPart(List.of("a.c", "b.c")))).orElseThrow().words())
        .isEqualTo(words.isEmpty() ? "2" : words);
  }

  @ParameterizedTest
  @CsvSource({
    "a.c b.c, 2",
    "a.c b/c.java .d, 3",
    "src/** b.c, 2+",
    "a?, 1+",
    "src.d/, 1+",
    "src, 1+"
  })
  void else_the_globs_are_counted(String globs, String words) {
    var task = TaskSpec.of("a", new Work.Inline()).with(new FilesPart(List.of(globs.split(" "))));

    assertThat(ESTIMATES.of(task).orElseThrow().words()).isEqualTo(words);
  }
}
