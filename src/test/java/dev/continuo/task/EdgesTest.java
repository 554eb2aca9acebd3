package dev.continuo.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgesTest {
  private static final Need FIRST = new Need(0, Need.On.SUCCEEDED);
  private static final Need FIRST_ENDED = new Need(0, Need.On.ENDED);

  @Test
  void open_needs_are_counted_and_dependants_known_by_what_they_need() {
    var edges = new Edges();
    edges.add(FIRST, 5, false);
    edges.add(FIRST_ENDED, 100, false);
    edges.add(new Need(5, Need.On.SUCCEEDED), 100, true);

    assertThat(edges.waiting(5)).isEqualTo(1);
    assertThat(edges.waiting(100)).isEqualTo(1);
    assertThat(edges.waiting(7)).isZero();
    assertThat(edges.waiting(10_000)).isZero();
    assertThat(edges.dependants(0)).containsExactly(5, 100);
    assertThat(edges.dependants(FIRST)).containsExactly(5);
    assertThat(edges.dependants(FIRST_ENDED)).containsExactly(100);
  }

  @Test
  void what_was_added_can_be_taken_back_in_any_order() {
    var edges = new Edges();
    for (int i = 1; i <= 40; i++) {
      edges.add(FIRST, i, false);
    }
    for (int i = 1; i <= 40; i += 2) {
      edges.remove(FIRST, i);
      edges.forget(i);
    }
    assertThat(edges.dependants(0)).allMatch(index -> index % 2 == 0).hasSize(20);
    assertThat(edges.waiting(1)).isZero();
    assertThat(edges.waiting(2)).isEqualTo(1);
    for (int i = 40; i >= 2; i -= 2) {
      edges.remove(FIRST, i);
      edges.forget(i);
    }
    assertThat(edges.isEmpty()).isTrue();
  }

  @Test
  void an_edge_that_is_not_there_is_removed_without_effect() {
    var edges = new Edges();
    edges.add(FIRST, 1, false);
    edges.remove(FIRST_ENDED, 1);
    assertThat(edges.isEmpty()).isFalse();
  }
}
