package dev.continuo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {
  private record Wake(long key) implements Command {}

  private record Wish(String of) implements Effect {}

  private record Note(String text, boolean live, Due due) implements Row {
    @Override
    public List<Effect> wants() {
      return text.isEmpty() ? List.of() : List.of(new Wish(text));
    }
  }

  private final Tables tables = new Tables();
  private final Table<Long, Note> notes =
      tables.create(new Schema<>("note", Long.class, Note.class, key -> key / 10, Wake::new));
  private final Index<String, Long, Note> byText = notes.index(note -> List.of(note.text()));

  private static Note note(String text) {
    return new Note(text, true, Due.NEVER);
  }

  @Test
  void undo_brings_back_rows_and_whatever_is_derived_from_them() {
    notes.put(10L, note("a"));
    notes.put(11L, note("b"));
    tables.forget();
    var mark = tables.mark();
    notes.put(10L, note("b"));
    notes.put(12L, note("c"));
    notes.put(10L, note("d"));
    assertThat(byText.get("b")).containsExactly(11L);
    assertThat(byText.get("d")).containsExactly(10L);

    tables.undoTo(mark);

    assertThat(notes.in(1).keySet()).containsExactly(10L, 11L);
    assertThat(notes.get(10L)).isEqualTo(note("a"));
    assertThat(byText.get("a")).containsExactly(10L);
    assertThat(byText.count("c")).isZero();
    assertThat(byText.count("d")).isZero();
  }

  @Test
  void each_changed_row_is_told_once_with_what_stood_there_before() {
    notes.put(10L, note("a"));
    tables.forget();
    notes.put(11L, note("new"));
    notes.put(10L, note("b"));
    notes.put(10L, note("c"));

    assertThat(tables.changes())
        .containsExactly(
            new Change<>(notes, 11L, null, note("new")),
            new Change<>(notes, 10L, note("a"), note("c")));
    assertThat(new Batch(List.of(), tables.changes()).effects())
        .containsExactly(new Wish("new"), new Wish("c"));
  }

  @Test
  void what_was_wanted_before_is_not_released_again() {
    var before = note("same");
    var after = new Note("same", false, Due.NEVER);
    assertThat(new Change<>(notes, 1L, before, after).released()).isEmpty();
    assertThat(new Change<>(notes, 1L, null, after).released()).containsExactly(new Wish("same"));
  }

  @Test
  void a_home_without_a_live_row_is_evicted_after_the_commit_and_missed_later() {
    notes.put(10L, note("a"));
    notes.put(20L, new Note("b", false, Due.NEVER));
    tables.forget();
    tables.evictIdle();

    assertThat(notes.get(10L)).isNotNull();
    assertThatThrownBy(() -> notes.get(20L)).isInstanceOf(Missing.class);
    assertThat(byText.count("b")).isZero();
    assertThat(notes.get(30L)).isNull();
  }

  @Test
  void a_home_is_missed_by_its_number_and_is_there_when_it_was_admitted() {
    tables.known(5);
    try {
      notes.get(41L);
      assertThat(true).as("a missing home is told").isFalse();
    } catch (Missing missing) {
      assertThat(missing.home()).isEqualTo(4);
    }
    tables.admit(4);
    tables.load(notes, 41L, note("x"));
    assertThat(notes.get(41L)).isEqualTo(note("x"));
    assertThat(tables.mark()).isZero();
  }

  @Test
  void watches_see_an_eviction_as_rows_that_leave_last_first() {
    var left = new ArrayList<Long>();
    notes.watch(
        (key, _, after) -> {
          if (after == null) {
            left.add(key);
          }
        });
    notes.put(10L, new Note("a", false, Due.NEVER));
    notes.put(11L, new Note("b", false, Due.NEVER));
    tables.forget();
    tables.evictIdle();
    assertThat(left).containsExactly(11L, 10L);
  }

  @Test
  void two_tables_of_one_name_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                tables.create(new Schema<>("note", Long.class, Note.class, key -> key, Wake::new)));
  }

  @Test
  void due_rows_wake_in_their_order_the_awake_clock_first() {
    var wall = Instant.parse("2030-01-01T00:00:00Z");
    notes.put(1L, new Note("", true, new Due.Wall(wall)));
    notes.put(2L, new Note("", true, new Due.Awake(Duration.ofSeconds(5))));
    notes.put(3L, new Note("", true, new Due.Awake(Duration.ofSeconds(4))));
    var agenda = tables.agenda();

    assertThat(agenda.due(at(wall.minusMillis(1), 3_999))).isEmpty();
    assertThat(agenda.due(at(wall, 3_999))).contains(new Wake(1));
    assertThat(agenda.due(at(wall, 4_000))).contains(new Wake(3));
    assertThat(agenda.idleFor(at(wall.minusSeconds(9), 0))).contains(Duration.ofSeconds(4));
    assertThat(agenda.idleFor(at(wall.plusSeconds(9), 0))).contains(Duration.ZERO);

    notes.put(3L, new Note("", true, Due.NEVER));
    assertThat(agenda.due(at(wall, 4_000))).contains(new Wake(1));
    tables.undoTo(0);
    assertThat(agenda.idleFor(at(wall, 0))).isEmpty();
  }

  private static Moment at(Instant wall, long awake) {
    return new Moment(wall, Duration.ofMillis(awake), 0);
  }
}
