package dev.continuo.journal.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.continuo.engine.Facts;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.journal.StoreRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * A file beside the store that says how far that is committed at least. The store itself cannot
 * tell when a part of it is taken away: without the write-ahead log that a killed server leaves it
 * is a sound store of some time ago.
 *
 * <p>It is written after each commit and never synced. What a loss of power leaves of it is older
 * than the store, which was; so it may say too little, and never too much.
 */
final class HeadNote implements AutoCloseable {
  /** The number stands there twice: half of a write says nothing. */
  private static final Pattern WHOLE = Pattern.compile("([0-9]{19}) \\1\n");

  private final FileChannel channel;

  private HeadNote(FileChannel channel) {
    this.channel = channel;
  }

  static HeadNote open(Path store) {
    try {
      return new HeadNote(
          FileChannel.open(file(store), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new StoreRefused(
          StoreRefusal.STORE_CANNOT_OPEN,
          Facts.of("file", file(store)).and("detail", String.valueOf(e.getMessage())));
    }
  }

  /** Refuses a store that ends before what the note beside it says. */
  static void check(Path store, long head) {
    var known = known(store);
    if (known > head) {
      throw new StoreRefused(
          StoreRefusal.STORE_COMMITS_MISSING,
          Facts.of("file", store).and("found", head).and("known", known));
    }
  }

  private static long known(Path store) {
    try {
      var whole = WHOLE.matcher(Files.readString(file(store), US_ASCII));
      return whole.matches() ? Long.parseLong(whole.group(1)) : 0;
    } catch (NoSuchFileException first) {
      return 0;
    } catch (IOException unreadable) {
      // one that cannot be read finds nothing out; opening it says why
      return 0;
    }
  }

  /** A note that stays behind, on a disk that is full, finds less out and is no failure. */
  void write(long sequence) {
    var text = "%019d %1$019d\n".formatted(sequence);
    try {
      channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)), 0);
    } catch (IOException stays) {
      // see above
    }
  }

  private static Path file(Path store) {
    return store.resolveSibling(store.getFileName() + "-head");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // nothing was waiting to be written
    }
  }
}
