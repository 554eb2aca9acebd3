package dev.continuo.journal.codec;

import dev.continuo.gate.GateSpec;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Retries;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import dev.continuo.task.Timeout;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes values of any type of the core by looking at the type; the same for the same chance. */
final class Samples {
  private static final int DEPTH_MAX = 6;
  private final Map<Class<?>, List<Class<?>>> open;
  private final @Nullable Random chance;

  private Samples(Map<Class<?>, List<Class<?>>> open, @Nullable Random chance) {
    this.open = open;
    this.chance = chance;
  }

  /** Values in which everything is there, always the same. */
  static Samples full(Vocabulary vocabulary) {
    return new Samples(vocabulary.open(), null);
  }

  /** Values in which anything may be missing, empty or odd. */
  static Samples random(Vocabulary vocabulary, long seed) {
    return new Samples(vocabulary.open(), new Random(seed));
  }

  Object of(Class<?> type) {
    return of(type, type.getSimpleName(), 0);
  }

  private Object of(Type type, String name, int depth) {
    if (type instanceof ParameterizedType container) {
      var arguments = container.getActualTypeArguments();
      return container(container, arguments[arguments.length - 1], name, depth);
    }
    var of = (Class<?>) type;
    if (of == String.class) {
      return text(name);
    }
    if (of == boolean.class) {
      return chance == null || chance.nextBoolean();
    }
    if (of == int.class || of == Integer.class) {
      return (int) number(9);
    }
    if (of == long.class) {
      return number(chance == null ? 9 : Integer.MAX_VALUE);
    }
    return time(of).or(() -> special(of)).orElseGet(() -> composed(of, name, depth));
  }

  private long number(int max) {
    return chance == null ? 3 : chance.nextInt(max);
  }

  private String text(String name) {
    var odd = new String[] {"", name, "\"quoted\"\n\t\u0001", "größer – 日本 🚀", ",\"body\":"};
    return chance == null ? name : odd[chance.nextInt(odd.length)];
  }

  private Optional<Object> time(Class<?> of) {
    if (of == Instant.class) {
      var plain = Instant.parse("2026-03-01T10:00:00.125Z");
      var odd = plain.plusNanos(number(Integer.MAX_VALUE)).minusSeconds(number(Integer.MAX_VALUE));
      return Optional.of(chance == null ? plain : odd);
    }
    if (of == Duration.class) {
      var odd = Duration.ofMillis(number(Integer.MAX_VALUE)).plusNanos(number(3));
      return Optional.of(chance == null ? Duration.ofMillis(1500) : odd);
    }
    return Optional.empty();
  }

  /** Types that refuse most of the values that look right. */
  private Optional<Object> special(Class<?> of) {
    if (of == RunId.class) {
      return Optional.of(new RunId(1 + number(1 << 20)));
    }
    if (of == TaskId.class) {
      return Optional.of(TaskId.of(new RunId(1 + number(1 << 20)), (int) number(1 << 20)));
    }
    if (of == Timeout.class) {
      return Optional.of(new Timeout(Duration.ofMinutes(1 + number(99)), Timeout.Action.STOP));
    }
    if (of == Retries.class) {
      return Optional.of(
          new Retries((int) number(9), Duration.ofMillis(1 + number(99)), Duration.ofSeconds(9)));
    }
    if (of == JoinPart.class) {
      return Optional.of(new JoinPart(Math.max(1, (int) number(9))));
    }
    if (of == Text.Stored.class) {
      return Optional.of(new Text.Stored("5891b5b522d5df08", 4096, text("first line")));
    }
    if (of == GateSpec.Judge.class) {
      return Optional.of(GateSpec.Judge.VERDICT);
    }
    return Optional.empty();
  }

  private Object container(ParameterizedType type, Type element, String name, int depth) {
    var size = chance == null ? 2 : depth > DEPTH_MAX ? 0 : chance.nextInt(3);
    var each = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    if (type.getRawType() == Optional.class) {
      return size == 0 ? Optional.empty() : Optional.of(of(element, each, depth + 1));
    }
    if (type.getRawType() == List.class) {
      var values = new ArrayList<>();
      IntStream.range(0, size).forEach(_ -> values.add(of(element, each, depth + 1)));
      return values;
    }
    if (type.getRawType() == SortedMap.class) {
      var values = new TreeMap<String, Object>();
      IntStream.range(0, size).forEach(i -> values.put("KEY_" + i, of(element, each, depth + 1)));
      return values;
    }
    throw new AssertionError("no sample of " + type);
  }

  private Object composed(Class<?> of, String name, int depth) {
    if (of.isEnum()) {
      var constants = of.getEnumConstants();
      return constants[chance == null ? constants.length - 1 : chance.nextInt(constants.length)];
    }
    if (!of.isRecord()) {
      var members = open.containsKey(of) ? open.get(of) : Words.records(of);
      var any = chance == null || depth > DEPTH_MAX ? 0 : chance.nextInt(members.size());
      return of(members.get(any), name, depth + 1);
    }
    var components = of.getRecordComponents();
    var values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = component(components[i], depth + 1);
    }
    try {
      return constructor(of).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no sample of " + of, e);
    }
  }

  private @Nullable Object component(RecordComponent component, int depth) {
    var nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    return nullable && chance != null && chance.nextBoolean()
        ? null
        : of(component.getGenericType(), component.getName(), depth);
  }

  private static Constructor<?> constructor(Class<?> of) {
    var constructor =
        Arrays.stream(of.getDeclaredConstructors())
            .filter(one -> one.getParameterCount() == of.getRecordComponents().length)
            .findFirst()
            .orElseThrow();
    constructor.setAccessible(true);
    return constructor;
  }
}
