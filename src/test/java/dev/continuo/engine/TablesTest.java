package dev.continuo.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /** Stored in every file: a change of the hash would lose the rows. */
  private static final long HOME_OF_A = -8_139_052_327_477_407_566L;

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
            new Change<>(notes, 11L, null, List.of(), note("new")),
            new Change<>(notes, 10L, note("a"), List.of(note("b")), note("c")));
    assertThat(new Batch(List.of(), tables.changes()).effects())
        .containsExactly(new Wish("new"), new Wish("c"));
  }

  @Test
  void what_was_wanted_before_is_not_released_again() {
    notes.put(1L, note("same"));
    tables.forget();
    notes.put(1L, new Note("same", false, Due.NEVER));
    notes.put(2L, note("same"));

    assertThat(new Batch(List.of(), tables.changes()).effects()).containsExactly(new Wish("same"));
  }

  /** Whoever makes it true has been told to stop, or has reported that it is done with it. */
  @Test
  void what_was_not_wanted_for_a_moment_is_released_again() {
    notes.put(1L, note("a"));
    notes.put(2L, note("b"));
    tables.forget();
    notes.put(1L, note("other"));
    notes.put(1L, note("a"));
    notes.delete(2L);
    notes.put(2L, note("b"));

    assertThat(new Batch(List.of(), tables.changes()).effects())
        .containsExactly(new Wish("a"), new Wish("b"));
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

  private record Letter(boolean open) implements Row {
    @Override
    public boolean live() {
      return open;
    }
  }

  /** Says that it is due although it may be evicted. */
  private record Alarm() implements Row {
    @Override
    public Due due() {
      return Due.NOW;
    }
  }

  private final Table<String, Letter> letters =
      tables.create(
          new Schema<>(
              "letter", String.class, Letter.class, Alone.words("letter"), _ -> new Wake(0)));

  private long home(String letter) {
    return letters.schema().home().applyAsLong(letter);
  }

  /** As a host does that finds nothing, or this row, in its journal. */
  private void loaded(String letter, @Nullable Letter row) {
    tables.admit(home(letter));
    if (row != null) {
      tables.load(letters, letter, row);
    }
  }

  @Test
  void a_row_that_is_alone_leaves_when_it_is_not_live_and_no_other_with_it() {
    loaded("a", null);
    loaded("b", null);
    letters.put("a", new Letter(true));
    letters.put("b", new Letter(true));
    tables.forget();
    tables.evictIdle();
    letters.put("a", new Letter(false));
    tables.forget();
    tables.evictIdle();

    assertThatThrownBy(() -> letters.get("a")).isInstanceOf(Missing.class);
    assertThat(letters.get("b")).isEqualTo(new Letter(true));
  }

  @Test
  void a_row_whose_home_is_not_there_is_neither_read_nor_written_nor_deleted() {
    assertThatThrownBy(() -> letters.get("a")).isInstanceOf(Missing.class);
    assertThatThrownBy(() -> letters.put("a", new Letter(true))).isInstanceOf(Missing.class);
    assertThatThrownBy(() -> letters.delete("a")).isInstanceOf(Missing.class);
    assertThat(tables.mark()).isZero();
  }

  @Test
  void a_deleted_row_is_a_change_without_a_row_after_it_and_wants_nothing() {
    loaded("a", new Letter(false));

    letters.delete("a");

    assertThat(letters.get("a")).isNull();
    assertThat(tables.changes())
        .containsExactly(new Change<>(letters, "a", new Letter(false), List.of(), null));
    assertThat(new Batch(List.of(), tables.changes()).effects()).isEmpty();
  }

  @Test
  void a_deletion_is_undone_with_all_that_is_derived_from_the_row() {
    var open = letters.index(letter -> letter.open() ? List.of("open") : List.of());
    loaded("a", new Letter(true));
    var mark = tables.mark();
    letters.delete("a");
    assertThat(open.get("open")).isEmpty();

    tables.undoTo(mark);
    tables.evictIdle();

    assertThat(letters.get("a")).isEqualTo(new Letter(true));
    assertThat(open.get("open")).containsExactly("a");
  }

  @Test
  void a_row_that_came_and_went_is_no_change() {
    loaded("a", null);
    letters.put("a", new Letter(true));
    letters.delete("a");
    letters.delete("a");

    assertThat(tables.changes()).isEmpty();
  }

  @Test
  void rows_of_a_home_that_is_always_there_can_be_deleted_too() {
    notes.put(1L, note("a"));
    tables.forget();

    notes.delete(1L);

    assertThat(byText.count("a")).isZero();
    assertThat(tables.changes())
        .containsExactly(new Change<>(notes, 1L, note("a"), List.of(), null));
  }

  @Test
  void a_row_that_may_leave_memory_must_not_be_due() {
    var alarms =
        tables.create(
            new Schema<>(
                "alarm", String.class, Alarm.class, Alone.words("alarm"), _ -> new Wake(0)));
    tables.admit(alarms.schema().home().applyAsLong("a"));

    assertThatIllegalStateException()
        .isThrownBy(() -> alarms.put("a", new Alarm()))
        .withMessage("bug: alarm a is due or wants something, and is not live");
  }

  @Test
  void equal_keys_of_two_tables_have_two_homes_which_never_change() {
    assertThat(Alone.words("letter").applyAsLong("a")).isEqualTo(HOME_OF_A);
    assertThat(Alone.words("alarm").applyAsLong("a")).isNotEqualTo(HOME_OF_A);
  }
}
