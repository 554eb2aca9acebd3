package dev.continuo.upkeep;

import dev.continuo.cli.Sizes;
import dev.continuo.cli.Upkeep.Check;
import dev.continuo.cli.Upkeep.Verdict;
import dev.continuo.http.FileMode;
import dev.continuo.journal.DataFolder;
import dev.continuo.journal.Disk;
import dev.continuo.journal.Journal;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.journal.StoreRefused;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.journal.sqlite.Snapshot;
import dev.continuo.journal.sqlite.StoreFile;
import dev.continuo.worker.Strays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finds out what is wrong with a data folder and with the machine, beside a server or without one;
 * changes nothing.
 */
public final class Examination {
  static final long FREE_BYTES_MIN = 1L << 30;

  /** A larger store is read in part only, for it would take minutes. */
  private static final long READ_BYTES_MAX = 4L << 30;

  private static final Duration AHEAD_MAX = Duration.ofMinutes(1);

  private final Layout layout;
  private final Supplier<Rebuild.Core> cores;
  private final InstantSource clock;
  private final List<Check> checks = new ArrayList<>();

  /** {@code cores} makes engines with all features that the store was made with. */
  public Examination(Path home, Supplier<Rebuild.Core> cores, InstantSource clock) {
    this.layout = new Layout(home);
    this.cores = cores;
    this.clock = clock;
  }

  /** One line for each thing, in the order in which they build on each other. */
  public List<Check> all() throws IOException {
    checks.addAll(new Machine(System.getenv("PATH")).all());
    if (!Files.isDirectory(layout.home())) {
      add("data folder", Verdict.OK, "`" + layout.home() + "`, not there yet", "");
      return List.copyOf(checks);
    }
    folder();
    disk();
    lock();
    secret("token", "made with the first start of a server");
    secret("secret", "made with the first start of a server");
    secret("secrets.json", "none is kept");
    store();
    strays();
    return List.copyOf(checks);
  }

  private void folder() throws IOException {
    var home = layout.home();
    var owner = Files.getOwner(home).getName();
    var mode = FileMode.of(home);
    var says = "`" + home + "`, of " + owner + ", " + mode;
    if (!Files.isWritable(home)) {
      add("data folder", Verdict.WRONG, says + ", cannot be written", "check owner and mode");
    } else if (!mode.ownersAlone()) {
      add(
          "data folder",
          Verdict.WARNING,
          says + ", others can look into it",
          "`chmod 700` makes it its owner's alone");
    } else {
      add("data folder", Verdict.OK, says, "");
    }
  }

  private void disk() throws IOException {
    var store = Files.getFileStore(layout.home());
    var free = store.getUsableSpace();
    checks.add(disk(store.type()));
    var says = Sizes.words(free);
    if (free < FREE_BYTES_MIN) {
      add(
          "free space",
          Verdict.WARNING,
          says,
          "make room; `continuo du` says what takes it, `continuo gc` what can go");
    } else {
      add("free space", Verdict.OK, says, "");
    }
  }

  static Check disk(String type) {
    return switch (Disk.of(type)) {
      case LOCAL -> new Check("disk", Verdict.OK, type, "");
      case MEMORY ->
          new Check(
              "disk",
              Verdict.WARNING,
              type + ", gone when the machine stops",
              "name a folder on a disk with `CONTINUO_HOME`");
      case UNSURE ->
          new Check(
              "disk",
              Verdict.WARNING,
              type + ", may not keep locks or what was written",
              "name a folder on a disk of this machine with `CONTINUO_HOME`");
      case NETWORK ->
          new Check(
              "disk",
              Verdict.WRONG,
              type + ", a network: no server starts on it",
              "name a folder on a disk of this machine with `CONTINUO_HOME`");
    };
  }

  private void lock() {
    try (var _ = DataFolder.open(layout.home())) {
      add("lock", Verdict.OK, "free, no server has the folder", "");
    } catch (StoreRefused refused) {
      if (refused.refused().why() == StoreRefusal.DATA_FOLDER_IN_USE) {
        add(
            "lock",
            Verdict.OK,
            "held by process " + refused.refused().facts().values().get("pid"),
            "");
      } else {
        add("lock", Verdict.WRONG, refused.refused().text(), refused.refused().hint());
      }
    }
  }

  private void secret(String name, String absent) throws IOException {
    var file = layout.home().resolve(name);
    if (!Files.exists(file)) {
      add(name, Verdict.OK, absent, "");
      return;
    }
    var mode = FileMode.of(file);
    if (mode.ownersAlone()) {
      add(name, Verdict.OK, mode.text(), "");
    } else {
      add(
          name,
          Verdict.WRONG,
          mode + ", others may have read it",
          "`chmod 600 " + file + "` makes it its owner's alone");
    }
  }

  private void store() throws IOException {
    if (!Files.exists(layout.store())) {
      add("store", Verdict.OK, "none yet", "");
      return;
    }
    var file = new StoreFile(layout.store());
    try (var snapshot = Snapshot.of(layout.store(), cores.get().codec())) {
      var head = snapshot.head();
      add("schema", Verdict.OK, "migration " + snapshot.schema() + " of " + StoreFile.schema(), "");
      clock(Duration.between(clock.instant(), head.wall()));
      var whole = file.bytes() <= READ_BYTES_MAX;
      if (whole) {
        file.check();
      }
      add(
          "store",
          Verdict.OK,
          Sizes.words(file.bytes())
              + ", "
              + head.sequence()
              + " events, "
              + (whole ? "sound" : "too large to be read as a whole"),
          whole ? "" : "`continuo rebuild --verify` reads all of it");
      steps(snapshot);
      quarantines(snapshot);
    } catch (StoreRefused refused) {
      add("store", Verdict.WRONG, refused.refused().text(), refused.refused().hint());
    } catch (Journal.Unavailable away) {
      add("store", Verdict.WRONG, "cannot be read, " + away.getMessage(), "try again");
    }
  }

  /** A sound store can still have a run that a bug stops every server at. */
  private void steps(Snapshot snapshot) {
    var trial = new Trial(snapshot, cores, clock.instant());
    var bugs = trial.bugs();
    bugs.forEach(bug -> add("next steps", Verdict.WRONG, bug.text(), bug.hint()));
    if (bugs.isEmpty()) {
      add("next steps", Verdict.OK, "tried in memory, " + trial.events() + " events, no bug", "");
    }
  }

  private void quarantines(Snapshot snapshot) {
    for (var each : snapshot.quarantines()) {
      add(
          "quarantine",
          Verdict.WARNING,
          "run `" + each.name() + "` since " + each.since() + ": " + each.reason(),
          "`continuo quarantine " + each.name() + " --lift` ends it once the bug is repaired");
    }
  }

  private void clock(Duration ahead) {
    if (ahead.compareTo(AHEAD_MAX) > 0) {
      add(
          "clock",
          Verdict.WARNING,
          "the newest event is " + ahead.toMinutes() + " min from now",
          "set the clock of the machine; until then events are given that time");
    } else {
      add("clock", Verdict.OK, "not before the newest event", "");
    }
  }

  private void strays() throws IOException {
    var strays = Strays.of(layout.home().resolve("worker"));
    if (strays.isEmpty()) {
      add("stray processes", Verdict.OK, "none", "");
    } else {
      add(
          "stray processes",
          Verdict.WARNING,
          "of turns that are over: " + strays,
          "a running server ends them; look at them with `ps`");
    }
  }

  private void add(String name, Verdict verdict, String says, String does) {
    checks.add(new Check(name, verdict, says, does));
  }
}
