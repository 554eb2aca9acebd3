package dev.continuo.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a restored data folder tells its first server.
 *
 * @param at when the copy was made
 * @param forfeited the turns that were given up
 */
public record RestoreNote(Instant at, List<String> forfeited) {
  private static final String FILE = "restored.json";
  private static final int NAMED_MAX = 20;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  public RestoreNote {
    forfeited = List.copyOf(forfeited);
  }

  void write(Path home) throws IOException {
    Files.write(home.resolve(FILE), JSON.writeValueAsBytes(this));
  }

  /** Takes the note off the folder; empty when there is none, or none that can be read. */
  public static Optional<RestoreNote> take(Path home) throws IOException {
    var file = home.resolve(FILE);
    try {
      var tree = JSON.readTree(Files.readAllBytes(file));
      if (!tree.isObject()) {
        return Optional.empty();
      }
      var note = JSON.treeToValue(tree, RestoreNote.class);
      Files.delete(file);
      return Optional.of(note);
    } catch (NoSuchFileException | JacksonException none) {
      return Optional.empty();
    }
  }

  /** For the log of the server. */
  public String text() {
    var restored = "this store was restored from a backup of " + at;
    if (forfeited.isEmpty()) {
      return restored + ", in which no turn was alive";
    }
    var named = forfeited.subList(0, Math.min(forfeited.size(), NAMED_MAX));
    var more = forfeited.size() - named.size();
    return restored
        + ", the turns that were alive in it are given up and their tasks get new ones: "
        + String.join(", ", named)
        + (more == 0 ? "" : " and " + more + " more");
  }
}
