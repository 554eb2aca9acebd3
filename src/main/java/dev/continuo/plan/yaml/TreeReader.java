package dev.continuo.plan.yaml;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document into a {@link Tree}.
 *
 * <p>It takes the parser's events rather than the library's nodes, so that it can refuse deep
 * nesting before anything recurses, and aliases before they multiply.
 */
final class TreeReader {
  static final int DEPTH_MAX = 50;

  /** Each takes about 150 bytes of memory, however short it is written. */
  static final int VALUES_MAX = 4_000_000;

  /** How large a document may become by repeating parts of it. */
  static final long EXPANDED_BYTES_MAX = 64L << 20;

  /** What the library reads at once by itself. */
  private static final int BUFFER_LENGTH_MIN = 1024;

  /** The end of the line, what is looked at behind it, and one that the library leaves free. */
  private static final int BEYOND_LINE = 8;

  private static final String TAGS = "tag:yaml.org,2002:";

  private final String file;
  private final Iterator<Event> events;
  private final Map<Anchor, Tree> anchors = new HashMap<>();
  private long expanded;
  private int values;
  private Event last = new StreamStartEvent();

  private TreeReader(String text, String file) {
    this.file = file;
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(bufferLength(text))
            .build();
    events = new Parse(settings).parseString(text).iterator();
  }

  /**
   * The parser looks ahead to the end of a word, a comment or blanks, so never beyond the line;
   * when its buffer ends before, it copies all that it has seen of the line into a larger one, a
   * buffer further. With buffers as long as the longest line each character is copied twice at
   * most; with those of the library a line of 16 million characters took a minute.
   */
  static int bufferLength(String text) {
    var longest = 0;
    var start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        longest = Math.max(longest, i - start);
        start = i + 1;
      }
    }
    longest = Math.max(longest, text.length() - start);
    return Math.max(BUFFER_LENGTH_MIN, longest + BEYOND_LINE);
  }

  /**
   * The document; null when there is none.
   *
   * @throws Refused when it is not YAML, or not of the kind that a plan may be
   */
  static @Nullable Tree read(String text, String file) {
    return new TreeReader(text, file).document();
  }

  private @Nullable Tree document() {
    Tree tree = null;
    for (var event = next(); !(event instanceof StreamEndEvent); event = next()) {
      if (event instanceof DocumentStartEvent) {
        if (tree != null) {
          throw new Refused(
              Flaw.YAML_SECOND_DOCUMENT,
              place(event),
              "a second document starts here, a plan is one document",
              "remove the `---`, or put what follows into a file of its own");
        }
        tree = tree(next(), 1);
      }
    }
    return tree instanceof Tree.Scalar scalar && scalar.kind() == Tree.Kind.NOTHING ? null : tree;
  }

  private Event next() {
    Cancellation.check();
    try {
      last = events.next();
      return last;
    } catch (YamlEngineException broken) {
      throw Syntax.refused(broken, file);
    } catch (IllegalArgumentException overflow) {
      throw Syntax.noCharacter(place(last.getEndMark(), file));
    }
  }

  private Tree tree(Event event, int depth) {
    if (depth > DEPTH_MAX) {
      throw new Refused(
          Flaw.YAML_TOO_DEEP,
          place(event),
          "nested too deep, must be at most " + DEPTH_MAX + " levels",
          "look for a bracket that is not closed");
    }
    if (++values > VALUES_MAX) {
      throw new Refused(
          Flaw.YAML_TOO_MANY_VALUES,
          place(event),
          "too many values, must be at most " + VALUES_MAX,
          "divide the file, or put lists into files that the tasks read");
    }
    return switch (event) {
      case ScalarEvent scalar -> anchored(scalar.getAnchor(), scalar(scalar));
      case SequenceStartEvent start -> anchored(start.getAnchor(), items(start, depth));
      case MappingStartEvent start -> anchored(start.getAnchor(), fields(start, depth));
      case AliasEvent alias -> aliased(alias);
      default -> throw new IllegalStateException("bug: unexpected " + event);
    };
  }

  private Tree anchored(Optional<Anchor> anchor, Tree tree) {
    anchor.ifPresent(name -> anchors.put(name, tree));
    return tree;
  }

  /** An anchor is known once its value is complete, so nothing can contain itself. */
  private Tree aliased(AliasEvent alias) {
    var tree = anchors.get(alias.getAlias());
    if (tree == null) {
      throw new Refused(
          Flaw.YAML_ALIAS_UNKNOWN,
          place(alias),
          "alias " + Quote.of("*" + alias.getAlias().getValue()) + " has no anchor before it",
          "put quotes around a text that begins with `*`");
    }
    expanded += tree.weight();
    if (expanded > EXPANDED_BYTES_MAX) {
      throw new Refused(
          Flaw.YAML_EXPANSION_TOO_LARGE,
          place(alias),
          "aliases make the file too large, must be at most 64 MiB in full",
          "repeat less, or put long texts into files");
    }
    return tree;
  }

  private Tree.Scalar scalar(ScalarEvent event) {
    var text = event.getValue();
    var kind =
        switch (core(event, event.getTag())) {
          case "" -> event.isPlain() ? Tree.Kind.ofPlain(text) : Tree.Kind.TEXT;
          case "str", "!" -> Tree.Kind.TEXT;
          case "int", "float", "bool", "null" -> Tree.Kind.ofPlain(text);
          default -> throw tag(event, event.getTag().orElseThrow());
        };
    return new Tree.Scalar(place(event), text, kind);
  }

  private Tree.Items items(SequenceStartEvent start, int depth) {
    checkTag(start, start.getTag(), "seq");
    var items = new ArrayList<Tree>();
    for (var event = next(); !(event instanceof SequenceEndEvent); event = next()) {
      items.add(tree(event, depth + 1));
    }
    items.trimToSize();
    return Tree.Items.of(place(start), items);
  }

  private Tree.Fields fields(MappingStartEvent start, int depth) {
    checkTag(start, start.getTag(), "map");
    var fields = new ArrayList<Tree.Field>();
    for (var event = next(); !(event instanceof MappingEndEvent); event = next()) {
      var key = tree(event, depth + 1);
      fields.add(new Tree.Field(key, tree(next(), depth + 1)));
    }
    fields.trimToSize();
    return Tree.Fields.of(place(start), fields);
  }

  private void checkTag(Event event, Optional<String> tag, String expected) {
    var core = core(event, tag);
    if (!core.isEmpty() && !core.equals("!") && !core.equals(expected)) {
      throw tag(event, tag.orElseThrow());
    }
  }

  /** The name of a core tag, {@code !}, or nothing when the event has no tag. */
  private String core(Event event, Optional<String> tag) {
    if (tag.isEmpty() || tag.get().equals("!")) {
      return tag.orElse("");
    }
    if (!tag.get().startsWith(TAGS)) {
      throw tag(event, tag.get());
    }
    return tag.get().substring(TAGS.length());
  }

  private Refused tag(Event event, String tag) {
    var written = tag.startsWith(TAGS) ? "!!" + tag.substring(TAGS.length()) : tag;
    return new Refused(
        Flaw.YAML_TAG_REFUSED,
        place(event),
        "a tag is not allowed here, found " + Quote.of(written) + ", plans are plain YAML",
        "remove the tag, or put quotes around a text that begins with `!`");
  }

  private Place place(Event event) {
    return place(event.getStartMark(), file);
  }

  static Place place(Optional<Mark> mark, String file) {
    return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(Place.of(file));
  }
}
