package dev.continuo.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.http.SecretFile;
import dev.continuo.operation.Secrets;
import dev.continuo.server.output.Mask;
import dev.continuo.task.SecretPart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets in one file of mode 0600, and those that the server was started with, over which the
 * file's go. Thread-safe.
 */
public final class SecretStore implements Secrets {
  private static final int FORMER_MAX = 1_000;
  private static final String PREFIX = "CONTINUO_SECRET_";
  private static final String DRAFT = ".secrets";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final System.Logger LOG = System.getLogger(SecretStore.class.getName());

  private final Path file;
  private final SortedMap<String, String> given = new TreeMap<>();

  /** What secrets were before: a turn that was launched with one may still say it. */
  private final SequencedSet<String> former = new LinkedHashSet<>();

  private volatile SortedMap<String, String> kept;
  private volatile Mask mask = Mask.NOTHING;

  private SecretStore(Path file, SortedMap<String, String> kept) {
    this.file = file;
    this.kept = kept;
  }

  /**
   * What the file holds, and what the environment gives.
   *
   * @throws IOException with a sentence for people when the file is none of ours or others may read
   *     it
   */
  public static SecretStore open(Path file, Map<String, String> environment) throws IOException {
    discardDrafts(file);
    var store = new SecretStore(file, read(file));
    environment.forEach(store::take);
    store.remask();
    return store;
  }

  /** Removes the drafts of a server that was killed while it wrote. */
  private static void discardDrafts(Path file) throws IOException {
    var folder = file.toAbsolutePath().resolveSibling("");
    try (var drafts = Files.newDirectoryStream(folder, DRAFT + "*")) {
      for (var draft : drafts) {
        Files.deleteIfExists(draft);
      }
    }
  }

  private void take(String variable, String value) {
    if (!variable.startsWith(PREFIX)) {
      return;
    }
    var name = variable.substring(PREFIX.length());
    var bytes = value.getBytes(UTF_8).length;
    if (SecretPart.isName(name) && bytes >= VALUE_BYTES_MIN && bytes <= VALUE_BYTES_MAX) {
      given.put(name, value);
    } else {
      LOG.log(
          System.Logger.Level.WARNING,
          "variable `{0}`: is not taken for a secret, which has a name and {1} to {2} bytes",
          variable,
          VALUE_BYTES_MIN,
          VALUE_BYTES_MAX);
    }
  }

  private static SortedMap<String, String> read(Path file) throws IOException {
    String content;
    try {
      content = Files.readString(file);
      SecretFile.requireOwnersAlone(file);
      return JSON.readValue(content, new TypeReference<TreeMap<String, String>>() {});
    } catch (NoSuchFileException none) {
      return new TreeMap<>();
    } catch (JacksonException damaged) {
      // without its cause, which may repeat a part of the file
      throw new IOException(
          "secret file `" + file + "`: damaged, must hold a JSON object of texts");
    }
  }

  /** The value that a task gets. */
  Optional<String> find(String name) {
    return Optional.ofNullable(kept.get(name)).or(() -> Optional.ofNullable(given.get(name)));
  }

  /** What hides all of them, as they are now. */
  Mask mask() {
    return mask;
  }

  @Override
  public List<Known> list() {
    var now = kept;
    var names = new TreeSet<>(now.keySet());
    names.addAll(given.keySet());
    return names.stream()
        .map(name -> new Known(name, now.containsKey(name) ? Source.FOLDER : Source.ENVIRONMENT))
        .toList();
  }

  @Override
  public synchronized void set(String name, String value) throws IOException {
    var more = new TreeMap<>(kept);
    more.put(name, value);
    replace(more);
  }

  @Override
  public synchronized Removal remove(String name) throws IOException {
    var fewer = new TreeMap<>(kept);
    if (fewer.remove(name) == null) {
      return given.containsKey(name) ? Removal.OF_ENVIRONMENT : Removal.UNKNOWN;
    }
    replace(fewer);
    return Removal.DONE;
  }

  private void replace(SortedMap<String, String> now) throws IOException {
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var folder = file.toAbsolutePath().resolveSibling("");
    var draft = Files.createTempFile(folder, DRAFT, "", mode);
    try {
      var left = ByteBuffer.wrap(JSON.writeValueAsString(now).getBytes(UTF_8));
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      // a new name is only safe once its folder is
      try (var channel = FileChannel.open(folder)) {
        channel.force(true);
      }
    } finally {
      Files.deleteIfExists(draft);
    }
    former.addAll(kept.values());
    former.removeAll(now.values());
    while (former.size() > FORMER_MAX) {
      former.removeFirst();
    }
    kept = now;
    remask();
  }

  private void remask() {
    var values = new ArrayList<>(kept.values());
    values.addAll(given.values());
    values.addAll(former);
    mask = Mask.of(values);
  }
}
