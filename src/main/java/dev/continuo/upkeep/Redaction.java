package dev.continuo.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.blob.Blobs;
import dev.continuo.cli.OperatorError;
import dev.continuo.cli.Upkeep.Place;
import dev.continuo.cli.Upkeep.Redacted;
import dev.continuo.journal.sqlite.History;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.upkeep.Overwriting.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes texts out of all that a data folder holds; no server may be using it.
 *
 * <p>The order is what makes it safe to be killed: stored texts are written anew under their new
 * hash, then history and rows refer to them, then the old ones go, then files are overwritten where
 * they stand. Done again, it finds what is left. The copies that were made before are not touched.
 */
public final class Redaction {
  /** Shorter ones would be found in words that are no secret. */
  public static final int TEXT_BYTES_MIN = 6;

  public static final int TEXT_BYTES_MAX = 4096;
  public static final int TEXTS_MAX = 1000;

  private static final String KEPT_SECRETS = "secrets.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NUMBER = Pattern.compile("[0-9.eE+-]+");

  private final Layout layout;
  private final Supplier<Rebuild.Core> cores;
  private final Overwriting texts = new Overwriting();

  /** What history is edited with: the texts, and the hashes of blobs that held one. */
  private final Overwriting edits = new Overwriting();

  /** The hashes of what held one, whose content stands under another now. */
  private final List<String> moved = new ArrayList<>();

  private final Map<String, Long> places = new LinkedHashMap<>();

  /**
   * A removal of these texts.
   *
   * @throws OperatorError when one of them is nothing that can be looked for
   */
  public Redaction(Path home, Supplier<Rebuild.Core> cores, List<String> secrets) {
    this.layout = new Layout(home);
    this.cores = cores;
    if (secrets.isEmpty() || secrets.size() > TEXTS_MAX) {
      throw new OperatorError(
          "redact: found %d texts, must be 1 to %d, one a line"
              .formatted(secrets.size(), TEXTS_MAX),
          "");
    }
    for (int i = 0; i < secrets.size(); i++) {
      check(i + 1, secrets.get(i));
      texts.hide(secrets.get(i));
      edits.hide(secrets.get(i));
    }
  }

  private static void check(int line, String secret) {
    var bytes = secret.getBytes(UTF_8).length;
    if (bytes < TEXT_BYTES_MIN || bytes > TEXT_BYTES_MAX) {
      throw new OperatorError(
          "redact: line %d: found %d bytes, must be %d to %d"
              .formatted(line, bytes, TEXT_BYTES_MIN, TEXT_BYTES_MAX),
          "a short text would be found in words that are no secret");
    }
    if (NUMBER.matcher(secret).matches()) {
      throw new OperatorError(
          "redact: line %d: found a number, must have something else in it".formatted(line),
          "numbers of our own could not be told from it");
    }
  }

  /** Does it. */
  public Redacted run() throws IOException {
    var history = new History(layout.store(), cores);
    var blobs = Blobs.open(layout.blobs());
    rewrite(blobs);
    history.read(place -> new Editing(texts, count -> found(place, count)));
    if (!places.isEmpty()) {
      refuseWhileAccepting(history);
      history.change(new Editing(edits, _ -> {}));
    }
    moved.forEach(old -> blobs.discard(old, Instant.MAX));
    for (var file : layout.texts()) {
      found(place(file), TextFiles.overwrite(file, texts));
    }
    history.compact();
    return new Redacted(
        places.entrySet().stream().map(each -> new Place(each.getKey(), each.getValue())).toList(),
        left(),
        layout.openTurns().size());
  }

  private static void refuseWhileAccepting(History history) {
    if (history.accepting()) {
      throw new OperatorError(
          "redact: a run is still being given its tasks, for which its plan must stay as it is",
          "start the server, and stop it again when `continuo list` shows no run as accepting");
    }
  }

  private void found(String place, long count) {
    if (count > 0) {
      places.merge(place, count, Long::sum);
    }
  }

  private String place(Path file) {
    return layout.home().relativize(file).toString();
  }

  /** Looks through every file of the folder but the one that is there to keep secrets. */
  private List<String> left() throws IOException {
    var left = new ArrayList<String>();
    try (var files = Files.walk(layout.home())) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!place(file).equals(KEPT_SECRETS) && TextFiles.count(file, texts) > 0) {
          left.add(place(file));
        }
      }
    }
    return left;
  }

  /** Writes each text that holds one of those again, under its new hash. */
  private void rewrite(Blobs blobs) {
    var hashes = new ArrayList<String>();
    blobs.each(blob -> hashes.add(blob.sha256()));
    for (var old : hashes) {
      var bytes = blobs.find(old);
      if (bytes.isEmpty()) {
        continue;
      }
      var before = new String(bytes.get(), UTF_8);
      var found = texts.in(bytes.get(), syntax(bytes.get()));
      if (found > 0) {
        found("blobs", found);
        edits.replace(old, blobs.store(bytes.get()));
        moved.add(old);
        firstLine(before, new String(bytes.get(), UTF_8));
      }
    }
  }

  /** A reference shows the first line up to a limit, which may have cut the text in two. */
  private void firstLine(String before, String now) {
    var old = Blobs.firstLine(before);
    var line = Blobs.firstLine(now);
    if (!old.equals(line) && old.getBytes(UTF_8).length == line.getBytes(UTF_8).length) {
      edits.replace(old, line);
    }
  }

  private static Syntax syntax(byte[] bytes) {
    if (bytes.length == 0 || (bytes[0] != '{' && bytes[0] != '[')) {
      return Syntax.PLAIN;
    }
    try {
      JSON.readTree(bytes);
      return Syntax.JSON;
    } catch (JacksonException none) {
      return Syntax.PLAIN;
    }
  }

  /** Edits history's texts, and tells how many places each time. */
  private record Editing(Overwriting texts, IntConsumer found) implements History.Edit {
    @Override
    public String json(String json) {
      return edited(json, Syntax.JSON);
    }

    @Override
    public String plain(String text) {
      return edited(text, Syntax.PLAIN);
    }

    private String edited(String text, Syntax syntax) {
      var bytes = text.getBytes(UTF_8);
      var count = texts.in(bytes, syntax);
      found.accept(count);
      return count == 0 ? text : new String(bytes, UTF_8);
    }
  }
}
