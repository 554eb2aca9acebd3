package dev.continuo.server;

import dev.continuo.cli.OperatorError;
import dev.continuo.http.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sees to it that the data folder, with its prompts, outputs and tokens, is its user's alone. */
final class Privacy {
  /** Belongs to whom this process belongs to. */
  private static final Path SELF = Path.of("/proc/self");

  private Privacy() {}

  static void check(Path folder) throws IOException {
    var user =
        Files.exists(SELF)
            ? Files.getOwner(SELF).getName()
            : System.getProperty("user.name", "somebody");
    check(folder, Files.getOwner(folder).getName(), user, FileMode.of(folder));
  }

  static void check(Path folder, String owner, String user, FileMode mode) {
    if (!owner.equals(user)) {
      throw new OperatorError(
          "data folder `" + folder + "`: belongs to `" + owner + "`, must be `" + user + "`'s own",
          "name another folder with `CONTINUO_HOME`");
    }
    if (!mode.ownersAlone()) {
      throw new OperatorError(
          "data folder `"
              + folder
              + "`: others may use it, found `"
              + mode
              + "`, must be `rwx------`",
          "`chmod 700 " + folder + "`");
    }
  }
}
