package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LivePartTest {
  private final FakeTerminal terminal = new FakeTerminal().attached(20, 6);
  private final LivePart part = new LivePart();

  @Test
  void words_stay_above_the_lines_that_are_drawn_over_again() {
    type(part.above("first"));
    type(part.draw(List.of("a 1", "b long")));
    type(part.above("second"));
    type(part.draw(List.of("a 2", "b")));

    assertThat(terminal.seen()).containsExactly("first", "second", "", "a 2", "b");
    assertThat(terminal.cursorLine()).isEmpty();

    type(part.end(List.of("b over")));
    type(part.above("last"));
    assertThat(terminal.seen()).containsExactly("first", "second", "b over", "last");
  }

  @Test
  void fewer_lines_leave_nothing_of_the_old_ones() {
    type(part.draw(List.of("a", "b", "c")));
    type(part.draw(List.of("c")));

    assertThat(terminal.seen()).containsExactly("", "c");
  }

  @Test
  void what_scrolls_away_was_said_and_not_drawn() {
    for (int i = 1; i <= 10; i++) {
      type(part.above("said " + i));
      type(part.draw(List.of("a " + i, "b", "c")));
    }

    assertThat(terminal.seen())
        .startsWith("said 1", "said 2")
        .endsWith("said 9", "said 10", "", "a 10", "b", "c")
        .hasSize(14);
  }

  @Test
  void what_somebody_types_is_wiped_away() {
    type(part.draw(List.of("a 1")));
    type("hello");
    type(part.draw(List.of("a 2")));
    assertThat(terminal.seen()).containsExactly("", "a 2");

    type("\n");
    type(part.draw(List.of("a 3")));
    assertThat(terminal.seen()).containsExactly("", "", "a 3");
  }

  @Test
  void words_that_are_wider_than_the_screen_wrap_and_leave_no_trace_of_the_lines() {
    type(part.draw(List.of("a", "b")));
    type(part.above("x".repeat(30)));

    assertThat(terminal.seen()).containsExactly("x".repeat(20), "x".repeat(10), "", "a", "b");
  }

  @Test
  void what_is_over_is_not_drawn_again() {
    type(part.draw(List.of("a")));
    type(part.end(List.of()));
    type(part.draw(List.of("late")));

    assertThat(terminal.seen()).isEmpty();
    assertThat(part.drawn()).isFalse();
  }

  private void type(String text) {
    terminal.type(text);
  }
}
