package dev.continuo.server;

import dev.continuo.cli.OperatorError;
import dev.continuo.cli.Rebuild;
import dev.continuo.journal.DataFolder;
import dev.continuo.journal.StoreRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Replays the log of a data folder that no server uses. */
public final class StoreRebuild implements Rebuild {
  @Override
  public Report rebuild(Path home, Mode mode) throws IOException {
    try (var folder = DataFolder.open(home)) {
      var rebuild =
          new dev.continuo.journal.sqlite.Rebuild(
              folder.path().resolve("store.db"), StoreUpkeep::core);
      return switch (mode) {
        case REPLACE -> new Report(rebuild.run(), List.of());
        case VERIFY -> new Report(0, rebuild.verify().stream().map(StoreRebuild::words).toList());
      };
    } catch (StoreRefused refused) {
      throw new OperatorError(refused.refused().text(), refused.refused().hint());
    }
  }

  private static String words(dev.continuo.journal.sqlite.Rebuild.Difference difference) {
    return difference.table()
        + " "
        + difference.key()
        + ": stored "
        + difference.stored()
        + ", the log says "
        + difference.rebuilt();
  }
}
