package dev.continuo.journal.codec;

import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import dev.continuo.task.Text;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Finds the shape of each type by looking at the type; each is made once. */
final class Shapes {
  /** With those that are just being made, for types that contain themselves. */
  private final Map<Class<?>, Shape> known = new HashMap<>();

  private final Map<Class<?>, Shape> complete = new ConcurrentHashMap<>();
  private final Map<Class<?>, List<Class<?>>> open;

  /** {@code open} says which records are members of the families that are not sealed. */
  Shapes(Map<Class<?>, List<Class<?>>> open) {
    this.open = Map.copyOf(open);
    scalar(Scalar.of(String.class, (out, it) -> out.writeString(it), Tokens::text).omitting(""));
    number(int.class, Integer.class, JsonParser::getIntValue);
    number(long.class, Long.class, JsonParser::getLongValue);
    var flag =
        Scalar.of(Boolean.class, (out, it) -> out.writeBoolean(it), JsonParser::getBooleanValue);
    known.put(boolean.class, flag);
    known.put(Boolean.class, flag);
    scalar(Scalar.of(Duration.class, Times::write, Times::duration));
    scalar(Scalar.of(Instant.class, (out, it) -> out.writeString(it.toString()), Times::instant));
    scalar(Scalar.text(RunId.class, RunId::parse));
    scalar(Scalar.text(TaskId.class, TaskId::parse));
    known.put(Text.class, new TextShape((RecordShape) find(Text.Stored.class)));
  }

  private <T> void scalar(Scalar<T> scalar) {
    known.put(scalar.type(), scalar);
  }

  private <N extends Number> void number(
      Class<?> primitive, Class<N> boxed, Function<JsonParser, N> reader) {
    var shape = Scalar.of(boxed, (out, it) -> out.writeNumber(it.longValue()), reader);
    known.put(primitive, shape);
    known.put(boxed, shape);
  }

  /** Types that the codec was not made for are added while nobody else looks. */
  Shape of(Class<?> type) {
    var shape = complete.get(type);
    if (shape != null) {
      return shape;
    }
    synchronized (known) {
      var found = find(type);
      complete.putAll(known);
      return found;
    }
  }

  private Shape find(Class<?> type) {
    var shape = known.get(type);
    return shape == null ? make(type) : shape;
  }

  private Shape make(Class<?> type) {
    if (type.isEnum()) {
      var shape = constants(type);
      known.put(type, shape);
      return shape;
    }
    if (type.isRecord()) {
      var shape = new RecordShape(type);
      known.put(type, shape);
      shape.complete(
          Arrays.stream(type.getRecordComponents())
              .map(component -> of(component.getAnnotatedType()))
              .toArray(Shape[]::new));
      return shape;
    }
    var shape = new FamilyShape(type);
    known.put(type, shape);
    var members = open.get(type);
    for (var member : members == null ? Words.records(type) : members) {
      shape.add(
          member,
          members == null ? Words.kebab(member.getSimpleName()) : Words.member(type, member),
          (RecordShape) find(member));
    }
    return shape;
  }

  private Shape of(AnnotatedType type) {
    var shape =
        type instanceof AnnotatedParameterizedType container
            ? container(container)
            : find((Class<?>) type.getType());
    return type.isAnnotationPresent(Nullable.class) ? new Containers.OrNull(shape) : shape;
  }

  private Shape container(AnnotatedParameterizedType type) {
    var raw = ((java.lang.reflect.ParameterizedType) type.getType()).getRawType();
    var arguments = type.getAnnotatedActualTypeArguments();
    var last = of(arguments[arguments.length - 1]);
    if (raw == Optional.class) {
      return new Containers.OrEmpty(last);
    }
    if (raw == List.class) {
      return new Containers.Many(last);
    }
    if (raw == SortedMap.class && arguments[0].getType() == String.class) {
      return new Containers.ByName(last);
    }
    throw new IllegalArgumentException("bug: nobody knows the JSON of " + type);
  }

  private static Shape constants(Class<?> type) {
    var byName = new HashMap<String, Object>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(Words.kebab((Enum<?>) constant), constant);
    }
    return Scalar.of(
        Enum.class,
        (out, it) -> out.writeString(Words.kebab(it)),
        in -> {
          var constant = byName.get(Tokens.text(in));
          if (constant == null) {
            throw Tokens.unexpected(in);
          }
          return (Enum<?>) constant;
        });
  }
}
