package dev.continuo.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** What the machine can do at best, whoever asks. */
final class Raw {
  private static final int APPENDS = 4_000;
  private static final int COMMITS = 2_000;
  private static final int SPAWNS = 200;
  private static final int EACH_SHORTEST = 20;
  private static final int PAGE_BYTES = 4_096;

  private Raw() {}

  static List<Figure> all(Part.Place place) throws Exception {
    var folder = place.folder();
    var length = place.length();
    appends(folder, length.of(APPENDS, EACH_SHORTEST));
    var figures = new ArrayList<Figure>();
    var load = Load.begin(folder);
    var appends = appends(folder, length.of(APPENDS, EACH_SHORTEST));
    figures.add(
        Figure.of("append of 4 KiB and fdatasync", 1000 / mean(appends), told(appends))
            .saturated(load.told()));
    load = Load.begin(folder);
    var commits = commits(folder, length.of(COMMITS, EACH_SHORTEST));
    figures.add(
        Figure.of(
                "SQLite commit of one row, `synchronous=FULL`", 1000 / mean(commits), told(commits))
            .saturated(load.told()));
    load = Load.begin(folder);
    var spawns = spawns(length.of(SPAWNS, EACH_SHORTEST));
    figures.add(
        Figure.of("spawn of `sh -c :`, one after the other", 1000 / mean(spawns), told(spawns))
            .saturated(load.told()));
    return figures;
  }

  private static String told(long[] nanos) {
    var samples = Samples.ofNanos(nanos);
    return Samples.number(1000 / mean(nanos)) + "/s; " + samples.spread();
  }

  private static double mean(long[] nanos) {
    long sum = 0;
    for (var each : nanos) {
      sum += each;
    }
    return sum / 1e6 / nanos.length;
  }

  static long[] appends(Path folder, int count) throws IOException {
    var file = folder.resolve("raw.log");
    var nanos = new long[count];
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var page = ByteBuffer.allocateDirect(PAGE_BYTES);
      for (int i = 0; i < count; i++) {
        var begun = System.nanoTime();
        channel.write(page.clear());
        channel.force(false);
        nanos[i] = System.nanoTime() - begun;
      }
    } finally {
      Files.deleteIfExists(file);
    }
    return nanos;
  }

  /** Transactions of one small row each, as durable as the product's. */
  static long[] commits(Path folder, int count) throws SQLException, IOException {
    var file = folder.resolve("raw.db");
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    var nanos = new long[count];
    try (var connection = config.createConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE row (key INTEGER PRIMARY KEY, body TEXT NOT NULL)");
      connection.setAutoCommit(false);
      try (var insert = connection.prepareStatement("INSERT INTO row (body) VALUES (?)")) {
        for (int i = 0; i < count; i++) {
          var begun = System.nanoTime();
          insert.setString(1, "a body of some length, as a small record would have it " + i);
          insert.executeUpdate();
          connection.commit();
          nanos[i] = System.nanoTime() - begun;
        }
      }
    } finally {
      for (var suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(Path.of(file + suffix));
      }
    }
    return nanos;
  }

  static long[] spawns(int count) throws IOException, InterruptedException {
    var nanos = new long[count];
    for (int i = 0; i < count; i++) {
      var begun = System.nanoTime();
      new ProcessBuilder("sh", "-c", ":").start().waitFor();
      nanos[i] = System.nanoTime() - begun;
    }
    return nanos;
  }
}
