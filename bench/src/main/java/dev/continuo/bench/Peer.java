package dev.continuo.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The same shape of work for others: a generator in the same process submits tasks that do nothing
 * in batches of 100, one batch after the other, until all are recorded as done.
 */
final class Peer {
  private static final int ROUNDS = 3;
  private static final long POLL_NANOS = 20_000_000;
  private static final long STUCK_NANOS = 150_000_000_000L;

  /** One peer, ready to work. */
  interface Subject extends AutoCloseable {
    /** Makes {@link DurableTasks#BATCH_TASKS} tasks durable. */
    void submitBatch() throws Exception;

    /** How many tasks are recorded as done since the beginning. */
    long done();

    @Override
    void close();
  }

  private Peer() {}

  /** Rounds of {@code tasks}, after one that warms up. */
  static List<Figure> measured(String what, Part.Place place, int tasks, Subject subject)
      throws Exception {
    round(subject, tasks);
    var rates = new double[ROUNDS];
    var load = Load.begin(place.folder());
    for (int i = 0; i < ROUNDS; i++) {
      rates[i] = round(subject, tasks);
    }
    var rate = Samples.of(rates);
    return List.of(Figure.of(what, rate.median(), rate.rounds("/s")).saturated(load.told()));
  }

  private static double round(Subject subject, int tasks) throws Exception {
    var before = subject.done();
    var begun = System.nanoTime();
    for (int i = 0; i < tasks / DurableTasks.BATCH_TASKS; i++) {
      subject.submitBatch();
    }
    while (subject.done() < before + tasks) {
      LockSupport.parkNanos(POLL_NANOS);
      if (System.nanoTime() - begun > STUCK_NANOS) {
        throw new IllegalStateException("stuck at " + (subject.done() - before) + " of " + tasks);
      }
    }
    return tasks / ((System.nanoTime() - begun) / 1e9);
  }

  /** A database of its own, and a pool of connections to it. */
  static HikariDataSource postgres(String url, String name, int connections) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    var config = new HikariConfig();
    config.setJdbcUrl(url.replace("/postgres?", "/" + name + "?"));
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  /** Counts by a query of its own. */
  static LongSupplier count(HikariDataSource source, String sql) {
    return () -> {
      try (var connection = source.getConnection();
          var statement = connection.createStatement();
          var found = statement.executeQuery(sql)) {
        found.next();
        return found.getLong(1);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
