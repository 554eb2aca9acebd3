package dev.continuo.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The file {@code server.json} of a data folder: where its server answers. */
final class ServerFile {
  /**
   * The server before this one.
   *
   * @param port it answered at, which the next one takes again if it can: turns that outlive a
   *     server know its address from their environment; 0 when it is not known
   * @param seen when it stopped, or when it began if it was killed
   */
  record Last(int port, Instant seen, boolean killed) {}

  private static final int PORT_MAX = 65_535;
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
    replace(file, content);
  }

  private static void replace(Path file, Object content) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".server", "", mode);
    Files.writeString(draft, JSON.writeValueAsString(content) + "\n", StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Says that no server answers, and since when; the port stays known. */
  void markStopped(Instant at) throws IOException {
    // the name changes first: whatever happens then, nobody takes it for a server that answers
    Files.move(file, stopped, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (JSON.readTree(Files.readString(stopped)) instanceof ObjectNode content) {
      replace(stopped, content.put("stoppedAt", at.toString()));
    }
  }

  /** What the last server left; empty before the first, or when it cannot be read. */
  Optional<Last> last() {
    var killed = Files.exists(file);
    try {
      var says = JSON.readTree(Files.readString(killed ? file : stopped));
      var sign = says.path("stoppedAt").asString(says.path("startedAt").asString(""));
      return Optional.of(
          new Last(port(says.path("url").asString("")), Instant.parse(sign), killed));
    } catch (IOException | JacksonException | DateTimeParseException absent) {
      return Optional.empty();
    }
  }

  private static int port(String url) {
    var port = url.substring(url.lastIndexOf(':') + 1);
    var number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    return number <= PORT_MAX ? number : 0;
  }
}
