package dev.continuo.operation;

import dev.continuo.approval.Approval;
import dev.continuo.approval.ApprovalId;
import dev.continuo.journal.Reader;
import dev.continuo.journal.RowQuery;
import dev.continuo.journal.RowQuery.Direction;
import dev.continuo.journal.columns.ApprovalColumns;
import dev.continuo.task.RunId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Approvals page by page: the open ones, the oldest first, then all others, the newest first. */
final class ApprovalPages {
  /** The list has two parts, each with an order of its own. */
  private enum Part {
    OPEN(Direction.ASCENDING),
    PAST(Direction.DESCENDING);

    private final Direction direction;

    Part(Direction direction) {
      this.direction = direction;
    }

    Set<String> states() {
      return switch (this) {
        case OPEN -> Set.of("open");
        case PAST -> Set.of("approved", "rejected", "expired", "withdrawn");
      };
    }

    /** What the text of a place in this part begins with. */
    String mark() {
      return name().toLowerCase(Locale.ROOT) + ".";
    }
  }

  private final Reader store;
  private final @Nullable RunId run;
  private final Set<String> states;

  /**
   * @param run only approvals of this run; null for all
   * @param states only approvals in these states; empty for all
   */
  ApprovalPages(Reader store, @Nullable RunId run, Set<String> states) {
    this.store = store;
    this.run = run;
    this.states = Set.copyOf(states);
  }

  /** The page that begins at the start, or where the page before has ended. */
  RowQuery.Page<Approval> after(@Nullable String place, int limit) {
    if (place == null || place.startsWith(Part.OPEN.mark())) {
      var open = page(Part.OPEN, place == null ? "" : behind(Part.OPEN, place), limit);
      return open.next().isPresent() ? open : filled(open.rows(), limit);
    }
    if (place.startsWith(Part.PAST.mark())) {
      return page(Part.PAST, behind(Part.PAST, place), limit);
    }
    throw unknown(place);
  }

  /** The last page of the open ones, with as many of the others as it has room for. */
  private RowQuery.Page<Approval> filled(List<Approval> open, int limit) {
    var room = limit - open.size();
    if (room == 0) {
      var more = !page(Part.PAST, "", 1).rows().isEmpty();
      return new RowQuery.Page<>(open, more ? Optional.of(Part.PAST.mark()) : Optional.empty());
    }
    var past = page(Part.PAST, "", room);
    var rows = new ArrayList<>(open);
    rows.addAll(past.rows());
    return new RowQuery.Page<>(rows, past.next());
  }

  /** {@code cursor} is empty at the start of the part. */
  private RowQuery.Page<Approval> page(Part part, String cursor, int limit) {
    var wanted = new HashSet<>(part.states());
    if (!states.isEmpty()) {
      wanted.retainAll(states);
    }
    if (wanted.isEmpty()) {
      return new RowQuery.Page<>(List.of(), Optional.empty());
    }
    var page = store.rows(from(query(part, wanted), part, cursor).limit(limit));
    return new RowQuery.Page<>(page.rows(), page.next().map(next -> part.mark() + next));
  }

  private RowQuery<ApprovalId, Approval> query(Part part, Set<String> wanted) {
    var all = RowQuery.of(ApprovalColumns.COLUMNS).where("state", wanted);
    var some = run == null ? all : all.where("run", Set.of(run.number()));
    return some.by("asked", part.direction);
  }

  private static RowQuery<ApprovalId, Approval> from(
      RowQuery<ApprovalId, Approval> query, Part part, String cursor) {
    return cursor.isEmpty()
        ? query
        : query.after(cursor).orElseThrow(() -> unknown(part.mark() + cursor));
  }

  private static String behind(Part part, String place) {
    return place.substring(part.mark().length());
  }

  private static Rejected unknown(String place) {
    return Problems.badParameter(
        "parameter `after`: found `" + Problems.quoted(place) + "`, must be the `next` of a page");
  }
}
