package dev.continuo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The folder of one store and its server; {@code CONTINUO_HOME} names another than the usual one.
 */
record DataFolder(Path path) {
  /** What a server wrote into {@code server.json} when it was ready; it may be gone since. */
  record Entry(long pid, String url) {}

  static DataFolder of(World world) {
    return new DataFolder(
        world
            .folder()
            .resolve(where(world.environment(), System.getProperty("os.name", "")))
            .normalize());
  }

  static Path where(Map<String, String> environment, String system) {
    var named = environment.getOrDefault("CONTINUO_HOME", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    var home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
    if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
      return home.resolve("Library/Application Support/continuo");
    }
    var state = environment.getOrDefault("XDG_STATE_HOME", "");
    // The XDG Base Directory Specification: relative paths are to be ignored.
    return (state.startsWith("/") ? Path.of(state) : home.resolve(".local/state"))
        .resolve("continuo");
  }

  boolean exists() {
    return Files.isDirectory(path);
  }

  Path log() {
    return path.resolve("server.log");
  }

  /** Named as the launcher names it: the JVM takes what it recorded for a jar of this name only. */
  Path jar() {
    return path.resolve("continuo.jar");
  }

  Path startLock() {
    return path.resolve("start.lock");
  }

  /** Makes the folder, for its owner only. */
  void create() {
    try {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException | UnsupportedOperationException e) {
      throw new CommandError(
          Exit.USAGE,
          "data folder: cannot be made, found `" + path + "`",
          "name another folder in `CONTINUO_HOME`");
    }
  }

  Optional<Entry> entry() {
    try {
      var json = Json.read(Files.readAllBytes(path.resolve("server.json")));
      var pid = json.path("pid").asLong(0);
      var url = json.path("url").asString("");
      return pid > 0 && !url.isEmpty() ? Optional.of(new Entry(pid, url)) : Optional.empty();
    } catch (IOException | JacksonException e) {
      // Absent, or the rest of a server that was killed: either way it leads to no server.
      return Optional.empty();
    }
  }

  /** The token of the folder's server; empty when there is none yet. */
  String token() {
    try {
      return Files.readString(path.resolve("token")).strip();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new CommandError(
          Exit.USAGE,
          "token: cannot be read, found `" + path.resolve("token") + "`",
          "only the user who owns the data folder can use its server");
    }
  }
}
