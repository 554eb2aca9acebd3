package dev.continuo.journal.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Who wrote which events, on the writer's connection. */
final class Leaders implements AutoCloseable {
  /** Leaders before the newest so many are forgotten: nobody asks any more what they wrote. */
  private static final int KEPT_MAX = 1_000;

  private final PreparedStatement newest;
  private final PreparedStatement ofEvent;
  private final PreparedStatement lead;
  private final PreparedStatement trim;

  Leaders(Connection writer) throws SQLException {
    newest = writer.prepareStatement("SELECT writer FROM leader ORDER BY epoch DESC LIMIT 1");
    ofEvent =
        writer.prepareStatement(
            "SELECT writer FROM leader WHERE first <= ? ORDER BY epoch DESC LIMIT 1");
    lead = writer.prepareStatement("INSERT INTO leader (writer, first) VALUES (?, ?)");
    trim =
        writer.prepareStatement(
            "DELETE FROM leader WHERE epoch <= (SELECT max(epoch) FROM leader) - " + KEPT_MAX);
  }

  /** The number of the leader that wrote last; 0 when none has. */
  long newest() throws SQLException {
    return number(newest);
  }

  /** The number of the leader that wrote this event, which must be in the log. */
  long of(long sequence) throws SQLException {
    ofEvent.setLong(1, sequence);
    return number(ofEvent);
  }

  private static long number(PreparedStatement select) throws SQLException {
    try (var found = select.executeQuery()) {
      return found.next() ? found.getLong(1) : 0;
    }
  }

  /** Inside of the transaction of its first append. */
  void lead(long writer, long first) throws SQLException {
    lead.setLong(1, writer);
    lead.setLong(2, first);
    lead.executeUpdate();
    trim.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    newest.close();
    ofEvent.close();
    lead.close();
    trim.close();
  }
}
