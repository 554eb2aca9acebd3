package dev.continuo.server;

import dev.continuo.Features;
import dev.continuo.cli.OperatorError;
import dev.continuo.cli.Upkeep;
import dev.continuo.engine.StepBug;
import dev.continuo.journal.DataFolder;
import dev.continuo.journal.Journal;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.journal.StoreRefused;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.task.RunId;
import dev.continuo.upkeep.Backup;
import dev.continuo.upkeep.BugRefusal;
import dev.continuo.upkeep.Clearing;
import dev.continuo.upkeep.DiskUse;
import dev.continuo.upkeep.Examination;
import dev.continuo.upkeep.Export;
import dev.continuo.upkeep.Isolation;
import dev.continuo.upkeep.Redaction;
import dev.continuo.upkeep.Restore;
import dev.continuo.upkeep.Retention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks after data folders with all features of the product. */
public final class StoreUpkeep implements Upkeep {
  private final InstantSource clock;

  public StoreUpkeep(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean export(Path home, Optional<RunId> run, Consumer<String> line) throws IOException {
    return told(
        () -> {
          var core = core();
          return new Export(home, core, new EventText(core.codec())).write(run, line);
        });
  }

  @Override
  public Optional<RunId> newest(Path home, String project) throws IOException {
    return told(
        () -> {
          var core = core();
          return new Export(home, core, new EventText(core.codec())).newest(project);
        });
  }

  @Override
  public Usage usage(Path home) throws IOException {
    return new DiskUse(home, core().codec()).look();
  }

  @Override
  public Cleared clear(Path home, Duration olderThan, Mode mode) throws IOException {
    var retention = Retention.olderThan(olderThan);
    return told(() -> new Clearing(home, core().codec()).clear(retention, clock.instant(), mode));
  }

  @Override
  public BackedUp backup(Path home, Path file, Outputs outputs) throws IOException {
    return told(
        () -> {
          try (var _ = held(home)) {
            return new Backup(home, core().codec(), version())
                .write(file, outputs, clock.instant());
          }
        });
  }

  /** Holds the folder, unless its server does: a copy is taken beside that. */
  private static AutoFree held(Path home) {
    try {
      return DataFolder.open(home)::close;
    } catch (StoreRefused refused) {
      if (refused.refused().why() == StoreRefusal.DATA_FOLDER_IN_USE) {
        return () -> {};
      }
      throw refused;
    }
  }

  /** Something that is held for a while. */
  private interface AutoFree extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public Restored restore(Path file, Path home) throws IOException {
    return told(() -> new Restore(core(), clock).into(home, file));
  }

  @Override
  public Redacted redact(Path home, List<String> texts) throws IOException {
    return told(
        () -> {
          var redaction = new Redaction(home, StoreUpkeep::core, texts);
          try (var _ = DataFolder.open(home)) {
            return redaction.run();
          }
        });
  }

  @Override
  public List<Check> examine(Path home) throws IOException {
    return new Examination(home, StoreUpkeep::core, clock).all();
  }

  @Override
  public void quarantine(Path home, RunId run, String reason) throws IOException {
    told(
        () -> {
          new Isolation(home, core(), clock).set(run, reason, user());
          return run;
        });
  }

  @Override
  public void lift(Path home, RunId run) throws IOException {
    told(
        () -> {
          new Isolation(home, core(), clock).lift(run, user());
          return run;
        });
  }

  @Override
  public List<QuarantinedRun> quarantines(Path home) throws IOException {
    return told(() -> new Isolation(home, core(), clock).all());
  }

  private static String user() {
    return System.getProperty("user.name", "somebody");
  }

  private interface Act<T> {
    T run() throws IOException;
  }

  /** What is wrong with a folder is the operator's to know. */
  private static <T> T told(Act<T> act) throws IOException {
    try {
      return act.run();
    } catch (StoreRefused refused) {
      throw new OperatorError(refused.refused().text(), refused.refused().hint());
    } catch (StepBug bug) {
      var told = BugRefusal.of(bug);
      throw new OperatorError(told.text(), told.hint());
    } catch (Journal.Unavailable away) {
      throw new OperatorError("store: cannot be read or written, " + away.getMessage(), "");
    } catch (java.io.UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static String version() {
    var version = StoreUpkeep.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  static Rebuild.Core core() {
    var features = Features.create();
    var engine = features.engine();
    return new Rebuild.Core(features.tables(), engine, Codecs.of(features, engine));
  }
}
