package dev.continuo.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a power cut leaves of the store's last write. The write-ahead log of SQLite is a header of
 * 32 bytes and frames of 24 bytes and a page each; a frame that ends a commit says so (sqlite.org,
 * "WAL file format"). What was never synced may be there in part or not at all; what was synced
 * stays. Whether the last commit was synced nobody can tell from the file, but whoever acted on it
 * could: if nobody did, it may be cut off; else only a write that never was a commit is torn.
 */
record TornWrite(Path store) {
  private static final int HEADER_BYTES = 32;
  private static final int FRAME_HEADER_BYTES = 24;

  /** What was done to the log. */
  enum Tear {
    /** The last commit, of which nobody had heard, is there in part only. */
    LAST_COMMIT_CUT,
    /** Half a frame of a commit that was never finished stands behind the last one. */
    HALF_A_FRAME_ADDED,
    /** There is no log. */
    NOTHING_TO_TEAR
  }

  private static final String EVENTS = "SELECT sequence, type, body FROM event ORDER BY sequence";

  /** An event as the store has it. */
  record Stored(long sequence, String type, String body) {}

  /** Whether somebody outside of the store knows of an event. */
  interface Known {
    boolean is(Stored event) throws IOException;
  }

  private record Log(List<Long> commits, int frame) {}

  /** Tears the log of a store that no process uses. */
  Tear tear(Random random, Known known) throws IOException, SQLException {
    var wal = store.resolveSibling(store.getFileName() + "-wal");
    if (!Files.exists(wal) || Files.size(wal) < HEADER_BYTES) {
      return Tear.NOTHING_TO_TEAR;
    }
    var log = read(wal);
    if (log.commits().isEmpty()) {
      return Tear.NOTHING_TO_TEAR;
    }
    long end = log.commits().getLast();
    var before = log.commits().size() > 1 ? log.commits().get(log.commits().size() - 2) : 32L;
    var last = lastCommit(wal, before, end);
    for (var event : last) {
      if (known.is(event)) {
        addHalfAFrame(wal, end, log.frame(), random);
        return Tear.HALF_A_FRAME_ADDED;
      }
    }
    try (var file = new RandomAccessFile(wal.toFile(), "rw")) {
      file.setLength(before + random.nextLong(end - before));
    }
    if (!last.isEmpty()) {
      // whatever is not synced is not noted either
      var head = last.getFirst().sequence() - 1;
      Files.writeString(
          store.resolveSibling(store.getFileName() + "-head"), "%019d %1$019d\n".formatted(head));
    }
    return Tear.LAST_COMMIT_CUT;
  }

  /** Where each commit of the log ends. */
  private static Log read(Path wal) throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(wal));
    var frame = FRAME_HEADER_BYTES + bytes.getInt(8);
    var salt = bytes.getLong(16);
    var commits = new ArrayList<Long>();
    for (int at = HEADER_BYTES; at + frame <= bytes.limit(); at += frame) {
      if (bytes.getLong(at + 8) != salt) {
        break;
      }
      if (bytes.getInt(at + 4) != 0) {
        commits.add((long) at + frame);
      }
    }
    return new Log(commits, frame);
  }

  private List<Stored> lastCommit(Path wal, long before, long end)
      throws IOException, SQLException {
    var folder = Files.createTempDirectory("torn");
    try {
      var head = events(folder, wal, before, 0).size();
      return events(folder, wal, end, head);
    } finally {
      for (var name : List.of("copy.db", "copy.db-wal", "copy.db-shm")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    }
  }

  /** The events of a copy whose log ends at {@code length}, without the first {@code skipped}. */
  private List<Stored> events(Path folder, Path wal, long length, int skipped)
      throws IOException, SQLException {
    var copy = folder.resolve("copy.db");
    Files.copy(store, copy, StandardCopyOption.REPLACE_EXISTING);
    var log = folder.resolve("copy.db-wal");
    Files.copy(wal, log, StandardCopyOption.REPLACE_EXISTING);
    try (var file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(length);
    }
    Files.deleteIfExists(folder.resolve("copy.db-shm"));
    var found = new ArrayList<Stored>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
        var statement = connection.createStatement()) {
      if (hasEvents(statement)) {
        try (var rows = statement.executeQuery(EVENTS)) {
          while (rows.next()) {
            found.add(new Stored(rows.getLong(1), rows.getString(2), rows.getString(3)));
          }
        }
      }
    }
    return found.subList(Math.min(skipped, found.size()), found.size());
  }

  /** Before the first commit of a store there is no table. */
  private static boolean hasEvents(Statement statement) throws SQLException {
    try (var tables = statement.executeQuery("SELECT 1 FROM sqlite_master WHERE name = 'event'")) {
      return tables.next();
    }
  }

  private static void addHalfAFrame(Path wal, long end, int frame, Random random)
      throws IOException {
    try (var file = new RandomAccessFile(wal.toFile(), "rw")) {
      var salt = new byte[8];
      file.seek(16);
      file.readFully(salt);
      var torn = new byte[frame / 2];
      random.nextBytes(torn);
      ByteBuffer.wrap(torn).putInt(0, 1).putInt(4, 1).put(8, salt);
      file.seek(end);
      file.write(torn);
      file.setLength(end + torn.length);
    }
  }
}
