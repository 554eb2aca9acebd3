package dev.continuo.journal.codec;

import dev.continuo.engine.Actor;
import dev.continuo.engine.Event;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Recorded;
import dev.continuo.engine.Row;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.journal.StoreRefused;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes and reads the JSON of a store.
 *
 * <p>A record is an object of its components; one of a sealed family has {@code is} before them;
 * ids are their public texts, durations milliseconds, instants ISO 8601. What is empty is left out
 * and comes back as it was. What is read must be exactly what was written: an unknown property, a
 * missing one or a version from the future is refused with {@link StoreRefused}, because guessing
 * at history would change it. Thread-safe.
 */
public final class Codec {
  /** An event or a row as it stands in the store. */
  public record Entry(String type, int version, String body) {}

  private final Vocabulary vocabulary;
  private final Lifts lifts;
  private final Shapes shapes;
  private final JsonFactory json = new JsonFactory();
  private final Map<Class<?>, String> eventTypes = new HashMap<>();

  public Codec(Vocabulary vocabulary, Lifts lifts) {
    this.vocabulary = vocabulary;
    this.lifts = lifts;
    this.shapes = new Shapes(vocabulary.open());
    vocabulary.events().forEach((type, event) -> eventTypes.put(event, type));
    vocabulary.events().values().forEach(shapes::of);
    vocabulary.rows().values().forEach(shapes::of);
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The type that an event has in the log, such as {@code task.turn-ended}. */
  public String type(Event event) {
    var type = eventTypes.get(event.getClass());
    if (type == null) {
      throw new IllegalStateException("bug: " + event.getClass() + " belongs to no feature");
    }
    return type;
  }

  /** The version that entries of this type are written in. */
  public int version(String type) {
    return lifts.version(type);
  }

  public Entry entry(Event event) {
    var type = type(event);
    return new Entry(type, version(type), write(event.getClass(), event));
  }

  public Event event(Entry entry) {
    var type = vocabulary.events().get(entry.type);
    if (type == null) {
      throw new StoreRefused(
          StoreRefusal.ENTRY_NEWER,
          Facts.of("type", entry.type).and("found", entry.version).and("known", "none of it"));
    }
    return read(type, entry);
  }

  /** The body of a row of {@code table}. */
  public Entry entry(String table, Row row) {
    return new Entry(table, version(table), write(row.getClass(), row));
  }

  public <R extends Row> R row(Class<R> type, Entry entry) {
    return read(type, entry);
  }

  /** What stands around an event in a line of an archive. */
  public record Envelope(
      long sequence,
      Instant wall,
      Duration awake,
      Actor actor,
      long cause,
      String type,
      int version) {}

  private static final String BODY = ",\"body\":";

  /** An event as one object on one line, in the version that {@code envelope} names. */
  public String line(Envelope envelope, String body) {
    var head = write(Envelope.class, envelope);
    return head.substring(0, head.length() - 1) + BODY + body + "}";
  }

  /** The event of a {@link #line}. */
  public Recorded recorded(String line) {
    // inside of a JSON text its quotes would be escaped, so the first place is the right one
    var cut = line.indexOf(BODY);
    if (cut < 0 || cut + BODY.length() == line.length()) {
      throw unreadable("event", "no `body`", new Malformed("no `body`"));
    }
    var envelope = read(Envelope.class, line.substring(0, cut) + "}");
    var body = line.substring(cut + BODY.length(), line.length() - 1);
    return new Recorded(
        envelope.sequence,
        envelope.wall,
        envelope.awake,
        envelope.actor,
        envelope.cause,
        event(new Entry(envelope.type, envelope.version, body)));
  }

  /** The JSON of any value that can stand in a store; {@code as} may be the family it is of. */
  public String write(Class<?> as, Object value) {
    var text = new StringWriter(512);
    try (var out = json.createGenerator(ObjectWriteContext.empty(), text)) {
      shapes.of(as).write(out, value);
    }
    return text.toString();
  }

  /** The value that {@link #write} was given. */
  public <T> T read(Class<T> as, String body) {
    return parse(as, Words.kebab(as.getSimpleName()), body);
  }

  private <T> T read(Class<T> as, Entry entry) {
    var known = version(entry.type);
    if (entry.version > known) {
      throw new StoreRefused(
          StoreRefusal.ENTRY_NEWER,
          Facts.of("type", entry.type).and("found", entry.version).and("known", known));
    }
    if (entry.version < 1) {
      throw unreadable(entry.type, "version " + entry.version, new Malformed("no version"));
    }
    return parse(as, entry.type, entry.version == known ? entry.body : lifted(entry));
  }

  private String lifted(Entry entry) {
    try {
      var tree = Lifts.tree(entry.body);
      return lifts.lift(entry.type, entry.version, tree).toString();
    } catch (JacksonException e) {
      throw unreadable(entry.type, e.getOriginalMessage(), e);
    }
  }

  private <T> T parse(Class<T> as, String type, String body) {
    try (var in = json.createParser(ObjectReadContext.empty(), body)) {
      in.nextToken();
      var value = as.cast(shapes.of(as).read(in));
      if (in.nextToken() != null) {
        throw Tokens.unexpected(in);
      }
      return value;
    } catch (JacksonException e) {
      throw unreadable(type, "no JSON: " + e.getOriginalMessage(), e);
    } catch (Malformed e) {
      throw unreadable(type, String.valueOf(e.getMessage()), e);
    }
  }

  private static StoreRefused unreadable(String type, String detail, RuntimeException cause) {
    return new StoreRefused(
        StoreRefusal.ENTRY_UNREADABLE, Facts.of("type", type).and("detail", detail), cause);
  }
}
