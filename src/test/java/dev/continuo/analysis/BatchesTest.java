package dev.continuo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static List<List<String>> batches(Drafts drafts) {
    return Batches.of(drafts.all()).members().stream().map(drafts::names).toList();
  }

  @Test
  void the_example_of_the_specification() {
    var drafts = new Drafts().add("T1").add("T3").add("T2", "T1").add("T4", "T2", "T3");

    assertThat(batches(drafts))
        .isEqualTo(List.of(List.of("T1", "T3"), List.of("T2"), List.of("T4")));
  }

  @Test
  void a_task_is_one_batch_behind_the_last_that_it_needs() {
    assertThat(batches(new Drafts())).isEmpty();
    assertThat(batches(new Drafts().add("a").add("b"))).isEqualTo(List.of(List.of("a", "b")));
    assertThat(batches(new Drafts().add("a").add("b", "a").add("c", "a", "b")))
        .isEqualTo(List.of(List.of("a"), List.of("b"), List.of("c")));
  }

  @Test
  void sync_points_are_in_no_batch_and_make_none() {
    var drafts = new Drafts().add("a").add("b").sync("batch/2", "a", "b").add("c", "a", "batch/2");

    assertThat(batches(drafts)).isEqualTo(List.of(List.of("a", "b"), List.of("c")));
  }
}
