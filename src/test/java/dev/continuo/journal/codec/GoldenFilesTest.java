package dev.continuo.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.engine.Event;
import dev.continuo.engine.Reply;
import dev.continuo.engine.Row;
import dev.continuo.journal.Core;
import dev.continuo.task.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One file for each version of everything that can stand in a store; kept for ever. */
class GoldenFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private final Codec codec = Core.fresh().codec();
  private final Vocabulary vocabulary = codec.vocabulary();

  @TestFactory
  Stream<DynamicTest> everything_is_written_as_its_golden_file_says() {
    return types().entrySet().stream()
        .map(type -> DynamicTest.dynamicTest(type.getKey(), () -> check(type)));
  }

  private void check(Map.Entry<String, Class<?>> type) throws IOException {
    var file = FOLDER.resolve(type.getKey() + ".v" + codec.version(type.getKey()) + ".json");
    var sample = Samples.full(vocabulary).of(type.getValue());
    var written = codec.write(type.getValue(), sample);
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, written + "\n");
    }

    assertThat(file).as("write it once with -Dgolden.write=true").exists();
    assertThat(written).isEqualTo(Files.readString(file).strip());
    assertThat(codec.<Object>read(cast(type.getValue()), written)).isEqualTo(sample);
  }

  @Test
  void every_golden_file_of_an_event_or_a_row_can_still_be_read() throws IOException {
    try (var files = Files.list(FOLDER)) {
      for (var file : files.toList()) {
        var name = String.valueOf(file.getFileName());
        var cut = name.lastIndexOf(".v");
        var type = name.substring(0, cut);
        var version = Integer.parseInt(name.substring(cut + 2, name.length() - 5));
        var entry = new Codec.Entry(type, version, Files.readString(file));
        var event = vocabulary.events().get(type);
        var row = vocabulary.rows().get(type);
        if (event != null) {
          assertThat(codec.event(entry)).isInstanceOf(event);
        } else if (row != null) {
          assertThat(codec.row(row, entry)).isInstanceOf(row);
        } else {
          assertThat(types()).as("golden file without a type").containsKey(type);
        }
      }
    }
  }

  @Test
  void anything_comes_back_as_it_was_written() {
    var types = types().values();
    for (long seed = 0; seed < 100; seed++) {
      var samples = Samples.random(vocabulary, seed);
      for (var type : types) {
        var sample = samples.of(type);

        var written = codec.write(type, sample);

        assertThat(codec.<Object>read(cast(type), written)).as(written).isEqualTo(sample);
      }
    }
  }

  /** Events, rows, replies, parts, and each variant of what they are made of. */
  private Map<String, Class<?>> types() {
    var types = new TreeMap<String, Class<?>>();
    types.putAll(vocabulary.events());
    types.putAll(vocabulary.rows());
    members(Reply.class).forEach(it -> types.put("reply." + Words.member(Reply.class, it), it));
    members(Part.class).forEach(it -> types.put("part." + Words.member(Part.class, it), it));
    var seen = new LinkedHashSet<Class<?>>();
    types.values().forEach(type -> families(type, seen));
    for (var family : seen) {
      var name = Words.kebab(family.getSimpleName());
      Words.records(family)
          .forEach(it -> types.put(name + "." + Words.kebab(it.getSimpleName()), it));
    }
    assertThat(types).hasSizeGreaterThan(70);
    return types;
  }

  private Iterable<Class<?>> members(Class<?> marker) {
    var members = vocabulary.open().getOrDefault(marker, List.of());
    assertThat(members).isNotEmpty();
    return members;
  }

  private static void families(Class<?> type, Set<Class<?>> seen) {
    if (type.isRecord()) {
      for (var component : type.getRecordComponents()) {
        families(component.getGenericType(), seen);
      }
    } else if (type.isSealed() && seen.add(type)) {
      Words.records(type).forEach(it -> families(it, seen));
    }
  }

  private static void families(java.lang.reflect.Type type, Set<Class<?>> seen) {
    if (type instanceof Class<?> plain) {
      families(plain, seen);
    }
    if (type instanceof java.lang.reflect.ParameterizedType container) {
      for (var argument : container.getActualTypeArguments()) {
        families(argument, seen);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Class<T> cast(Class<?> type) {
    return (Class<T>) type;
  }

  @Test
  void an_event_is_named_after_its_feature() {
    assertThat(vocabulary.events())
        .containsKeys("task.turn-ended", "run.submitted", "gate.passed", "request.answered")
        .containsKey("dispatch.limit-set");
    assertThat(vocabulary.events().values()).allMatch(Event.class::isAssignableFrom);
    assertThat(vocabulary.rows().values()).allMatch(Row.class::isAssignableFrom);
  }
}
