package dev.continuo.upkeep;

import dev.continuo.cli.Upkeep;
import dev.continuo.journal.Journal;
import dev.continuo.journal.StoreRefused;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.sqlite.Snapshot;
import dev.continuo.run.Run;
import dev.continuo.task.RunId;
import dev.continuo.upkeep.Layout.Size;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says what takes the disk. */
public final class DiskUse {
  private final Layout layout;
  private final Codec codec;

  public DiskUse(Path home, Codec codec) {
    this.layout = new Layout(home);
    this.codec = codec;
  }

  /** What all files take, each counted once; of the turns' folders by run. */
  public Upkeep.Usage look() throws IOException {
    var parts = new LinkedHashMap<String, Long>();
    for (var part : Part.values()) {
      parts.put(part.word(), 0L);
    }
    for (var entry : Layout.entries(layout.home())) {
      parts.merge(Part.of(entry).word(), Layout.size(entry).bytes(), Long::sum);
    }
    var runs = new TreeMap<RunId, Usage>();
    for (var folder : layout.turnFolders()) {
      runs.merge(folder.run(), new Usage(1, Layout.size(folder.path())), Usage::and);
    }
    return new Upkeep.Usage(parts, named(runs));
  }

  private record Usage(int turns, Size size) {
    Usage and(Usage other) {
      return new Usage(turns + other.turns, size.and(other.size));
    }
  }

  private List<Upkeep.RunUsage> named(Map<RunId, Usage> usages) {
    var runs = runs();
    var named = new ArrayList<Upkeep.RunUsage>();
    usages.forEach(
        (id, usage) -> {
          var run = runs.get(id);
          named.add(
              new Upkeep.RunUsage(
                  id,
                  run == null ? "" : run.spec().name(),
                  run == null ? "unknown" : run.state().word(),
                  usage.turns,
                  usage.size.bytes()));
        });
    named.sort(Comparator.comparingLong(Upkeep.RunUsage::bytes).reversed());
    return named;
  }

  /** The runs of the store; none when it cannot be read, for what it takes can be said anyway. */
  private Map<RunId, Run> runs() {
    var runs = new HashMap<RunId, Run>();
    try (var snapshot = Snapshot.of(layout.store(), codec)) {
      snapshot.runs().forEach(run -> runs.put(run.id(), run));
    } catch (StoreRefused | Journal.Unavailable unreadable) {
      runs.clear();
    }
    return runs;
  }

  /** What a file or folder at the top of a data folder is for. */
  enum Part {
    STORE("store.db store.db-wal store.db-shm store.db-head rebuild.db"),
    ARCHIVE("archive"),
    BLOBS("blobs"),
    OUTPUTS("worker"),
    LOGS(""),
    PROGRAM("continuo.jar server.jar"),
    OTHER("");

    /** With blanks between them. */
    private final String names;

    Part(String names) {
      this.names = names;
    }

    static Part of(Path entry) {
      if (Layout.isLog(entry)) {
        return LOGS;
      }
      for (var part : values()) {
        if (List.of(part.names.split(" ", -1)).contains(Layout.name(entry))) {
          return part;
        }
      }
      return OTHER;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
