package dev.continuo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapsTest {
  private static Overlaps overlaps(Drafts drafts) {
    return Overlaps.of(drafts.all(), 5);
  }

  @Test
  void two_tasks_of_which_neither_needs_the_other() {
    var drafts = new Drafts().add("a").files("docs", "src/**").add("b").files("src/A.java");

    assertThat(overlaps(drafts))
        .isEqualTo(new Overlaps(List.of(new Overlaps.Pair(0, 1, "src/**", "src/A.java")), 1, 0));
    assertThat(Overlaps.of(drafts.all(), 1).pairs()).isEmpty();
    assertThat(Overlaps.of(drafts.all(), 2).pairs()).hasSize(1);
  }

  @Test
  void whoever_needs_the_other_comes_after_it_however_far() {
    assertThat(overlaps(new Drafts().add("a").files("x").add("b", "a").files("x")).pairs())
        .isEmpty();
    assertThat(
            overlaps(new Drafts().add("a").files("x").add("b", "a").add("c", "b").files("x"))
                .pairs())
        .isEmpty();
    var siblings =
        new Drafts().add("a").files("x").add("b", "a").files("x").add("c", "a").files("x");
    assertThat(overlaps(siblings).pairs())
        .extracting(Overlaps.Pair::first, Overlaps.Pair::second)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 2));
  }

  @Test
  void a_join_of_one_waits_for_neither() {
    var drafts = new Drafts().add("a").files("x").add("b");
    assertThat(overlaps(drafts.add("c", "a", "b").files("x").join(1)).pairs()).hasSize(1);
  }

  @Test
  void a_lock_that_both_hold_keeps_them_apart() {
    var drafts = new Drafts().locking(List.of("x", "y"), "a").files("f");
    drafts.locking(List.of("y", "z"), "b").files("f");
    assertThat(overlaps(drafts).pairs()).isEmpty();
    assertThat(overlaps(drafts.locking(List.of("z"), "c").files("f")).pairs()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1999, 0", "2000, 0", "2001, 1"})
  void of_too_many_tasks_the_first_are_compared(int tasks, int left) {
    var drafts = new Drafts();
    for (int i = 0; i < tasks; i++) {
      drafts.add("t" + i).files("x");
    }
    var compared = tasks - left;
    var overlaps = overlaps(drafts);
    assertThat(overlaps.left()).isEqualTo(left);
    assertThat(overlaps.found()).isEqualTo(compared * (compared - 1) / 2);
    assertThat(overlaps.pairs()).hasSize(Overlaps.PAIRS_MAX);
  }

  @ParameterizedTest
  @CsvSource({"999, 0", "1000, 0", "1001, 1"})
  void of_too_many_globs_the_first_are_compared(int globs, int left) {
    var drafts = new Drafts();
    for (int i = 0; i < globs; i++) {
      drafts.add("t" + i).files("f" + i);
    }
    assertThat(overlaps(drafts)).isEqualTo(new Overlaps(List.of(), 0, left));
  }
}
