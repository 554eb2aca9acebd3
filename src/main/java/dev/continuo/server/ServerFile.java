package dev.continuo.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The file {@code server.json} of a data folder: where its server answers. */
final class ServerFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Path file;

  /** What it said before the server stopped. */
  private final Path stopped;

  ServerFile(Path home) {
    this.file = home.resolve("server.json");
    this.stopped = home.resolve("server.stopped.json");
  }

  void write(long pid, String url, String version, Instant startedAt) throws IOException {
    var content = new LinkedHashMap<String, Object>();
    content.put("pid", pid);
    content.put("url", url);
    content.put("version", version);
    content.put("startedAt", startedAt.toString());
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".server", "", mode);
    Files.writeString(draft, JSON.writeValueAsString(content) + "\n", StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Says that no server answers; the port stays known. */
  void markStopped() throws IOException {
    Files.move(file, stopped, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * The port of the last server, which the next one takes again if it can: turns that outlive a
   * server know its address from their environment.
   */
  OptionalInt lastPort() {
    try {
      var newest = Files.exists(file) ? file : stopped;
      var url = JSON.readTree(Files.readString(newest)).path("url").asString("");
      var port = url.substring(url.lastIndexOf(':') + 1);
      return port.matches("[0-9]{1,5}")
          ? OptionalInt.of(Integer.parseInt(port))
          : OptionalInt.empty();
    } catch (IOException | JacksonException absent) {
      return OptionalInt.empty();
    }
  }
}
