package dev.continuo.upkeep;

import dev.continuo.blob.Blobs;
import dev.continuo.cli.Upkeep.Amount;
import dev.continuo.cli.Upkeep.Cleared;
import dev.continuo.cli.Upkeep.ClearedRun;
import dev.continuo.cli.Upkeep.Mode;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.sqlite.Snapshot;
import dev.continuo.task.RunId;
import dev.continuo.upkeep.Layout.Size;
import dev.continuo.upkeep.Layout.TurnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Removes what is out of retention, beside the server or without one: folders of turns whose run
 * has ended, texts that nothing refers to, files that a crash left. Rows, log and archive stay.
 *
 * <p>What lies there is listed before the store is asked who refers to it, so that what comes
 * meanwhile is not even looked at; a fence is never given twice, so no name comes back.
 */
public final class Clearing {
  /** Texts and unfinished files younger than this may belong to something that is under way. */
  static final Duration UNDER_WAY = Duration.ofDays(1);

  private static final Pattern LEFTOVER =
      Pattern.compile(
          "server[0-9]+\\.jar\\.new|\\.server[0-9]+(\\.log)?|\\.secrets?[0-9]+"
              + "|events-[0-9-]+\\.jsonl\\.gz\\.part");

  private final Layout layout;
  private final Codec codec;

  public Clearing(Path home, Codec codec) {
    this.layout = new Layout(home);
    this.codec = codec;
  }

  /** Does all of it, or only says what would be done, as of {@code now}. */
  public Cleared clear(Retention retention, Instant now, Mode mode) throws IOException {
    return new Cleared(turns(retention, now, mode), texts(now, mode), leftovers(now, mode));
  }

  /** The folders of turns. */
  public List<ClearedRun> turns(Retention retention, Instant now, Mode mode) throws IOException {
    var folders = listed();
    var ended = ended(folders.keySet());
    var candidates = new ArrayList<Retention.Ended>();
    var names = new HashMap<RunId, String>();
    for (var run : ended) {
      var of = folders.getOrDefault(run.id(), List.of());
      candidates.add(new Retention.Ended(run.id(), run.at(), of.size(), bytes(of)));
      names.put(run.id(), run.name());
    }
    var cleared = new ArrayList<ClearedRun>();
    for (var run : retention.expired(candidates, now)) {
      if (mode == Mode.DO) {
        for (var folder : folders.getOrDefault(run.run(), List.of())) {
          Layout.delete(folder.path());
        }
      }
      var amount = new Amount(run.turns(), run.bytes());
      cleared.add(new ClearedRun(run.run(), names.getOrDefault(run.run(), ""), run.at(), amount));
    }
    return cleared;
  }

  /** Of these runs those that have ended, the first of them leading. */
  private List<Snapshot.EndedRun> ended(Set<RunId> runs) {
    var ended = new ArrayList<Snapshot.EndedRun>();
    if (runs.isEmpty()) {
      return ended;
    }
    try (var snapshot = Snapshot.of(layout.store(), codec)) {
      runs.forEach(run -> snapshot.ended(run).ifPresent(ended::add));
    }
    ended.sort(Comparator.comparing(Snapshot.EndedRun::at).thenComparing(Snapshot.EndedRun::id));
    return ended;
  }

  /** Texts that no row and no event refers to; reads all of the store to know. */
  public Amount texts(Instant now, Mode mode) {
    var before = now.minus(UNDER_WAY);
    var blobs = Blobs.beside(layout.blobs());
    var orphans = new HashMap<String, Long>();
    blobs.each(
        blob -> {
          if (blob.at().isBefore(before)) {
            orphans.put(blob.sha256(), blob.bytes());
          }
        });
    if (!orphans.isEmpty()) {
      try (var snapshot = Snapshot.of(layout.store(), codec)) {
        snapshot.references(orphans::remove);
        if (!orphans.isEmpty()) {
          snapshot.archivedReferences(orphans::remove);
        }
      }
    }
    return mode == Mode.DRY_RUN ? amount(orphans) : discard(blobs, orphans, before);
  }

  /** The folders of turns that are over, by run. */
  private Map<RunId, List<TurnFolder>> listed() throws IOException {
    var open = layout.openTurns();
    var folders = new HashMap<RunId, List<TurnFolder>>();
    for (var folder : layout.turnFolders()) {
      if (!open.contains(folder.name())) {
        folders.computeIfAbsent(folder.run(), _ -> new ArrayList<>()).add(folder);
      }
    }
    return folders;
  }

  private static long bytes(List<TurnFolder> folders) throws IOException {
    var size = Size.NONE;
    for (var folder : folders) {
      size = size.and(Layout.size(folder.path()));
    }
    return size.bytes();
  }

  private static Amount amount(Map<String, Long> orphans) {
    return new Amount(orphans.size(), orphans.values().stream().mapToLong(Long::longValue).sum());
  }

  /** One that is kept again at this moment stays. */
  private static Amount discard(Blobs blobs, Map<String, Long> orphans, Instant before) {
    var gone = new HashMap<String, Long>();
    orphans.forEach(
        (hash, bytes) -> {
          if (blobs.discard(hash, before)) {
            gone.put(hash, bytes);
          }
        });
    return amount(gone);
  }

  /** Files that a crash left. */
  public Amount leftovers(Instant now, Mode mode) throws IOException {
    var before = now.minus(UNDER_WAY);
    var size = Size.NONE;
    for (var folder : List.of(layout.home(), layout.archive())) {
      for (var file : Layout.entries(folder)) {
        if (LEFTOVER.matcher(Layout.name(file)).matches()) {
          size = size.and(leftover(file, before, mode));
        }
      }
    }
    return new Amount(size.files(), size.bytes());
  }

  private static Size leftover(Path file, Instant before, Mode mode) throws IOException {
    try {
      if (!Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
        return Size.NONE;
      }
      var size = new Size(1, Files.size(file));
      if (mode == Mode.DO) {
        Files.deleteIfExists(file);
      }
      return size;
    } catch (NoSuchFileException taken) {
      return Size.NONE;
    }
  }
}
