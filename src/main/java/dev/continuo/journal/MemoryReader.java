package dev.continuo.journal;

import dev.continuo.engine.Quarantine;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.RetentionCommand;
import dev.continuo.engine.Row;
import dev.continuo.journal.columns.Column;
import dev.continuo.journal.columns.TableColumns;
import dev.continuo.journal.columns.TaskColumns;
import dev.continuo.run.Counts;
import dev.continuo.run.Standing;
import dev.continuo.task.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what a {@link MemoryJournal} keeps. */
final class MemoryReader implements Reader {
  private final MemoryJournal journal;
  private final EventHomes homes;
  private final List<TableColumns<?, ?>> columns;

  MemoryReader(MemoryJournal journal, EventHomes homes, List<TableColumns<?, ?>> columns) {
    this.journal = journal;
    this.homes = homes;
    this.columns = columns;
  }

  @Override
  public <R extends Row> RowQuery.Page<R> rows(RowQuery<?, R> query) {
    return query.page(found(query).limit(query.limit() + 1L).toList());
  }

  @Override
  public <R extends Row> Optional<R> first(RowQuery<?, R> query) {
    return found(query).findFirst().map(RowQuery.Found::row);
  }

  private <K, R extends Row> Stream<RowQuery.Found<R>> found(RowQuery<K, R> query) {
    var table = query.table();
    var home = query.home().isPresent() ? (Long) query.home().getAsLong() : null;
    var order = order(query.order());
    var after = query.after();
    return journal.table(table.table(), home).entrySet().stream()
        .filter(entry -> query.key() == null || entry.getKey().equals(query.key()))
        .map(
            entry ->
                new RowQuery.Found<>(
                    table.key().toColumn(table.keyType().cast(entry.getKey())),
                    table.rowType().cast(entry.getValue())))
        .filter(each -> query.where().stream().allMatch(it -> holds(it, each.row())))
        .filter(each -> after == null || order.compare(place(query, each), after) > 0)
        .sorted(Comparator.comparing(each -> place(query, each), order));
  }

  private static <R> boolean holds(RowQuery.Condition<R> condition, R row) {
    var value = condition.column().of().apply(row);
    return value != null && condition.anyOf().contains(value);
  }

  private static <R extends Row> RowQuery.Cursor place(
      RowQuery<?, R> query, RowQuery.Found<R> found) {
    var by = query.order().by();
    return new RowQuery.Cursor(by == null ? null : by.of().apply(found.row()), found.key());
  }

  private static Comparator<RowQuery.Cursor> order(RowQuery.Order<?> order) {
    Comparator<RowQuery.Cursor> byKey = (a, b) -> compare(a.key(), b.key());
    Comparator<RowQuery.Cursor> ascending =
        order.by() == null
            ? byKey
            : ((Comparator<RowQuery.Cursor>)
                    (a, b) ->
                        compare(
                            Objects.requireNonNull(a.value()), Objects.requireNonNull(b.value())))
                .thenComparing(byKey);
    return switch (order.direction()) {
      case ASCENDING -> ascending;
      case DESCENDING -> ascending.reversed();
    };
  }

  @SuppressWarnings("unchecked") // values of one column are of one type
  private static int compare(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  @Override
  public Counts counts(RunId run) {
    var counts = new EnumMap<Standing, Integer>(Standing.class);
    found(RowQuery.of(TaskColumns.COLUMNS).in(run.number()))
        .forEach(task -> counts.merge(Standing.of(task.row()), 1, Integer::sum));
    return Counts.by(standing -> counts.getOrDefault(standing, 0));
  }

  @Override
  public List<RetentionCommand.Forget> expired(Instant now, int max) {
    var forget = new ArrayList<RetentionCommand.Forget>();
    for (var table : columns) {
      if (table.expires()) {
        forget.addAll(RetentionCommand.Forget.each(table.table(), expired(table, now)));
      }
    }
    return List.copyOf(forget.subList(0, Math.min(forget.size(), max)));
  }

  private <K, R> List<String> expired(TableColumns<K, R> table, Instant now) {
    var until = table.column(Column.KEPT_UNTIL).of();
    var found = new TreeMap<Instant, List<String>>();
    journal
        .table(table.table(), null)
        .forEach(
            (key, row) -> {
              if (until.apply(table.rowType().cast(row)) instanceof Instant at
                  && !at.isAfter(now)) {
                var text = (String) table.key().toColumn(table.keyType().cast(key));
                found.computeIfAbsent(at, _ -> new ArrayList<>()).add(text);
              }
            });
    return found.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public List<Recorded> events(long after, int max) {
    return journal.log(after, Math.min(max, ROWS_MAX));
  }

  @Override
  public List<Recorded> events(RunId run, long after, int max) {
    return journal.log(after, Integer.MAX_VALUE).stream()
        .filter(event -> homes.of(event.event()) == run.number())
        .limit(Math.min(max, ROWS_MAX))
        .toList();
  }

  @Override
  public long head() {
    return journal.head().sequence();
  }

  @Override
  public long floor() {
    return journal.floor();
  }
}
