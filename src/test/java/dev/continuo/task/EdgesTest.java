package dev.continuo.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.task.Edges.Kind;
import org.junit.jupiter.api.Test;

class EdgesTest {
  private final Edges edges = new Edges();

  @Test
  void open_needs_are_counted_and_dependants_known_by_what_they_need() {
    open(0, 5, Kind.ALL_SUCCEEDED);
    open(0, 100, Kind.SOME_ENDED);
    edges.add(5, 100, Kind.ALL_SUCCEEDED);

    assertThat(edges.waiting(5)).isEqualTo(1);
    assertThat(edges.waiting(100)).isEqualTo(1);
    assertThat(edges.waiting(7)).isZero();
    assertThat(edges.waiting(10_000)).isZero();
    assertThat(edges.dependants(0)).containsExactly(5, 100);
    assertThat(edges.dependants(0, Kind.ALL_SUCCEEDED)).containsExactly(5);
    assertThat(edges.dependants(0, Kind.SOME_ENDED)).containsExactly(100);
    assertThat(edges.dependants(0, Kind.ALL_ENDED)).isEmpty();
  }

  @Test
  void slack_is_what_may_stay_unsatisfied_and_more_than_that_may_not_be_lost() {
    for (int i = 0; i < 3; i++) {
      open(i, 9, Kind.SOME_SUCCEEDED);
    }
    edges.slack(9, 1);
    assertThat(edges.waiting(9)).isEqualTo(2);

    edges.count(9, 0, 1);
    assertThat(edges.hopeless(9)).isFalse();
    edges.count(9, -1, 0);
    edges.count(9, -1, 0);
    assertThat(edges.waiting(9)).isZero();
    edges.count(9, -1, 0);
    assertThat(edges.waiting(9)).isZero();

    edges.count(9, 0, 1);
    assertThat(edges.hopeless(9)).isTrue();
    edges.forget(9);
    assertThat(edges.hopeless(9)).isFalse();
    assertThat(edges.hopeless(10_000)).isFalse();
  }

  @Test
  void what_was_added_can_be_taken_back_in_any_order() {
    for (int i = 1; i <= 40; i++) {
      open(0, i, Kind.ALL_SUCCEEDED);
    }
    for (int i = 1; i <= 40; i += 2) {
      edges.remove(0, i, Kind.ALL_SUCCEEDED);
      edges.forget(i);
    }
    assertThat(edges.dependants(0)).allMatch(index -> index % 2 == 0).hasSize(20);
    assertThat(edges.waiting(1)).isZero();
    assertThat(edges.waiting(2)).isEqualTo(1);
    for (int i = 40; i >= 2; i -= 2) {
      edges.remove(0, i, Kind.ALL_SUCCEEDED);
      edges.forget(i);
    }
    assertThat(edges.isEmpty()).isTrue();
  }

  @Test
  void an_edge_that_is_not_there_is_removed_without_effect() {
    open(0, 1, Kind.ALL_SUCCEEDED);
    edges.remove(0, 1, Kind.ALL_ENDED);
    assertThat(edges.isEmpty()).isFalse();
  }

  private void open(int needed, int dependant, Kind kind) {
    edges.add(needed, dependant, kind);
    edges.count(dependant, 1, 0);
  }
}
