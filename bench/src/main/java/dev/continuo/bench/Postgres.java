package dev.continuo.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL that all peers of a run share, durable as it is shipped. */
final class Postgres implements AutoCloseable {
  /** For runs of rows that have no peers. */
  static final Postgres NONE = new Postgres(null);

  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private final @Nullable EmbeddedPostgres server;

  private Postgres(@Nullable EmbeddedPostgres server) {
    this.server = server;
  }

  static Postgres start(Path folder) throws IOException, SQLException {
    var builder = EmbeddedPostgres.builder().setDataDirectory(folder);
    DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
    var postgres = new Postgres(builder.start());
    postgres.checkDurable();
    return postgres;
  }

  /** It is made for tests, and turns off what makes a database slow and safe. */
  private void checkDurable() throws SQLException {
    try (var connection = DriverManager.getConnection(url());
        var statement = connection.createStatement()) {
      for (var setting : DURABLE) {
        try (var found = statement.executeQuery("SHOW " + setting)) {
          if (!found.next() || !found.getString(1).equals("on")) {
            throw new IllegalStateException("PostgreSQL would not be durable: " + setting);
          }
        }
      }
    }
  }

  /** The address of an administrator's connection; empty when there is none. */
  String url() {
    return server == null ? "" : server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
