package dev.continuo.operation;

import dev.continuo.task.Priority;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskId;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The components of a record, as callers see them. Computed once for each record. */
final class Shape<R extends Record> {
  private static final ClassValue<Shape<?>> SHAPES =
      new ClassValue<>() {
        @Override
        protected Shape<?> computeValue(Class<?> type) {
          return new Shape<>(type.asSubclass(Record.class));
        }
      };

  private static final Map<Class<?>, Form> SCALARS =
      Map.of(
          RunId.class, new Form.Id("r-[0-9a-z]{6}", text -> run(text)),
          TaskId.class, new Form.Id("t-[0-9a-z]{11}", text -> task(text)),
          Priority.class, new Form.Word(new TreeMap<>(Priority.WORDS)),
          Instant.class, new Form.Time(),
          boolean.class, new Form.Truth(),
          JsonNode.class, new Form.Anything(),
          Object.class, new Form.Anything());

  private final Constructor<R> constructor;
  private final List<Form.Member> members;

  private Shape(Class<R> type) {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("bug: " + type + " is no record", impossible);
    }
    constructor.setAccessible(true);
    members = Arrays.stream(components).map(Shape::member).toList();
  }

  @SuppressWarnings("unchecked") // computed from the very class
  static <R extends Record> Shape<R> of(Class<R> type) {
    return (Shape<R>) SHAPES.get(type);
  }

  List<Form.Member> members() {
    return members;
  }

  /** The record with these values, one for each component. */
  R with(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("bug: " + constructor + " fails", impossible);
    }
  }

  private static Form.Member member(RecordComponent component) {
    var says = component.getAnnotation(Describe.class);
    if (says == null) {
      throw new IllegalStateException("bug: nothing describes " + component);
    }
    return new Form.Member(
        component.getName(),
        form(component.getGenericType(), says),
        says.value(),
        component.getAnnotatedType().isAnnotationPresent(Nullable.class),
        says.otherwise().isEmpty() ? null : says.otherwise());
  }

  private static Form form(Type type, Describe says) {
    return switch (type) {
      case ParameterizedType generic -> generic(generic, says);
      case Class<?> of when SCALARS.containsKey(of) -> scalar(of);
      case Class<?> of when of == String.class -> text(says);
      case Class<?> of when of == int.class || of == Integer.class ->
          whole(says, Form.Whole.Size.INT);
      case Class<?> of when of == long.class || of == Long.class ->
          whole(says, Form.Whole.Size.LONG);
      case Class<?> of when of.isEnum() -> new Form.Word(words(of));
      case Class<?> of when of.isRecord() -> new Form.Fields(of.asSubclass(Record.class));
      default -> throw new IllegalStateException("bug: no caller can give or take a " + type);
    };
  }

  private static Form scalar(Class<?> type) {
    return java.util.Objects.requireNonNull(SCALARS.get(type));
  }

  private static Form generic(ParameterizedType type, Describe says) {
    var last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    var raw = type.getRawType();
    if (raw == Set.class) {
      return new Form.Words(List.of(says.words()));
    }
    if (raw == List.class) {
      return new Form.Items(last == String.class ? Form.Text.ANY : form(last, says));
    }
    var each =
        last == String.class
            ? new Form.Text(Long.MAX_VALUE, "", "", List.of(says.words()))
            : new Form.Whole(0, Integer.MAX_VALUE, Form.Whole.Size.INT);
    return new Form.Members(each, says.max());
  }

  private static Form.Text text(Describe says) {
    return new Form.Text(says.max(), says.pattern(), says.rule(), List.of(says.words()));
  }

  private static Form.Whole whole(Describe says, Form.Whole.Size size) {
    return new Form.Whole(says.min(), says.max(), size);
  }

  private static SortedMap<String, Object> words(Class<?> type) {
    var words = new TreeMap<String, Object>();
    for (var constant : type.getEnumConstants()) {
      words.put(((Enum<?>) constant).name().toLowerCase(Locale.ROOT), constant);
    }
    return words;
  }

  private static RunId run(String id) {
    return RunId.parse(id).orElseThrow(() -> Problems.noRun(id));
  }

  private static TaskId task(String id) {
    return TaskId.parse(id).orElseThrow(() -> Problems.noTask(id));
  }
}
