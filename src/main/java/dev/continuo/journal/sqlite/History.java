package dev.continuo.journal.sqlite;

import dev.continuo.journal.Journal;
import dev.continuo.journal.StoreRefused;
import dev.continuo.journal.columns.Columns;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Changes what history says, which nothing may do but the removal of what should never have been
 * written: in the archive, in the log, and with them in the rows, which are made again from both.
 * No server may be using the store meanwhile. What was begun is finished when it is done again.
 */
public final class History {
  private static final int CHANGED_AT_ONCE = 500;

  /**
   * Changes texts in JSON and outside of it; hands back the very same one where nothing changes.
   */
  public interface Edit {
    String json(String json);

    String plain(String text);
  }

  private final Path store;
  private final Database database;
  private final Supplier<Rebuild.Core> cores;

  /** {@code cores} makes the engine, with all features that the store was made with. */
  public History(Path store, Supplier<Rebuild.Core> cores) {
    this.store = store;
    this.database = Database.durable(store);
    this.cores = cores;
  }

  /** Shows every text of archive, log and rows, and changes nothing; {@code edits} hears where. */
  public void read(Function<String, Edit> edits) {
    withWriter(
        writer -> {
          for (var part : parts(writer)) {
            var edit = edits.apply("archive/" + part.file().getFileName());
            Archive.lines(part, edit::json);
          }
          events(writer, edits.apply("events"), (_, _) -> {});
          rows(writer, edits.apply("rows"));
        });
  }

  /** Whether a run is still being given its tasks, for which its plan must stay what it is. */
  public boolean accepting() {
    var accepting = new AtomicReference<>(0L);
    withWriter(
        writer ->
            accepting.set(
                Database.number(writer, "SELECT count(*) FROM run WHERE state = 'accepting'")));
    return accepting.get() > 0;
  }

  /** Changes archive and log, and makes the rows again. */
  public void change(Edit edit) {
    withWriter(
        writer -> {
          for (var part : parts(writer)) {
            change(part, edit);
          }
          Database.transaction(
              writer,
              () -> {
                var changed = new LinkedHashMap<Long, String[]>();
                events(writer, edit, changed::put);
                write(writer, changed);
              });
        });
    new Rebuild(store, cores).run();
  }

  /** Leaves nothing of what was there in the file or beside it. */
  public void compact() {
    withWriter(
        writer -> {
          Database.execute(writer, "VACUUM");
          Database.number(writer, "PRAGMA wal_checkpoint(TRUNCATE)");
        });
  }

  private List<Archive.Part> parts(Connection writer) throws SQLException {
    return new Archive(database, cores.get().codec(), "").parts(writer);
  }

  private static void change(Archive.Part part, Edit edit) throws SQLException, IOException {
    var changes = new AtomicReference<>(0);
    Archive.lines(
        part,
        line -> {
          if (!edit.json(line).equals(line)) {
            changes.updateAndGet(it -> it + 1);
          }
        });
    if (changes.get() > 0) {
      var name = String.valueOf(part.file().getFileName());
      Archive.replace(part.file().resolveSibling(""), name, to -> rewrite(part, edit, to));
    }
  }

  private static void rewrite(Archive.Part part, Edit edit, Path to) throws IOException {
    try (var out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(to)), StandardCharsets.UTF_8))) {
      Archive.lines(
          part,
          line -> {
            try {
              out.write(edit.json(line));
              out.write('\n');
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          });
    } catch (UncheckedIOException failure) {
      throw new IOException(failure.getCause());
    }
  }

  private interface Changed {
    void put(Long sequence, String[] bodyAndActor);
  }

  private static void events(Connection connection, Edit edit, Changed changed)
      throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery("SELECT sequence, body, actor FROM event")) {
      while (found.next()) {
        var body = found.getString(2);
        var actor = found.getString(3);
        var now = new String[] {edit.json(body), edit.plain(actor)};
        if (!now[0].equals(body) || !now[1].equals(actor)) {
          changed.put(found.getLong(1), now);
        }
      }
    }
  }

  private static void write(Connection writer, Map<Long, String[]> changed) throws SQLException {
    try (var update =
        writer.prepareStatement("UPDATE event SET body = ?, actor = ? WHERE sequence = ?")) {
      int waiting = 0;
      for (var event : changed.entrySet()) {
        update.setString(1, event.getValue()[0]);
        update.setString(2, event.getValue()[1]);
        update.setLong(3, event.getKey());
        update.addBatch();
        if (++waiting % CHANGED_AT_ONCE == 0) {
          update.executeBatch();
        }
      }
      update.executeBatch();
    }
  }

  private static void rows(Connection connection, Edit edit) throws SQLException {
    for (var columns : Columns.ALL) {
      var texts = new ArrayList<>(List.of("body", "CAST(key AS TEXT)"));
      columns
          .columns()
          .forEach(column -> texts.add("CAST(" + Translation.name(column) + " AS TEXT)"));
      try (var statement = connection.createStatement();
          var found =
              statement.executeQuery(
                  "SELECT " + String.join(", ", texts) + " FROM " + Translation.table(columns))) {
        while (found.next()) {
          edit.json(found.getString(1));
          for (int i = 2; i <= texts.size(); i++) {
            edit.plain(found.getString(i));
          }
        }
      }
    }
  }

  private interface Act {
    void on(Connection writer) throws SQLException, IOException;
  }

  /**
   * Does something to the store.
   *
   * @throws StoreRefused when it is none that can be used
   */
  private void withWriter(Act act) {
    try (var writer = database.writer()) {
      Migrations.check(store, writer);
      Database.execute(writer, "PRAGMA secure_delete = ON");
      act.on(writer);
    } catch (SQLException e) {
      throw database.refused(e);
    } catch (IOException e) {
      throw new Journal.Unavailable("the archive cannot be read or written: " + e.getMessage(), e);
    }
  }
}
