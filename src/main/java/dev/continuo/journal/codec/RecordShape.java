package dev.continuo.journal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.SerializedString;

/** A record as an object of its components, without those that say nothing. */
final class RecordShape implements Shape {
  private final Class<?> type;
  private final SerializedString[] names;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;
  private final Shape[] shapes;
  private boolean omittable;
  private @Nullable Object absent;

  /** The components' shapes follow with {@link #complete}, for records that contain themselves. */
  RecordShape(Class<?> type) {
    this.type = type;
    var components = type.getRecordComponents();
    names =
        Arrays.stream(components)
            .map(component -> new SerializedString(component.getName()))
            .toArray(SerializedString[]::new);
    shapes = new Shape[components.length];
    try {
      var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      accessors = new MethodHandle[components.length];
      for (int i = 0; i < components.length; i++) {
        accessors[i] =
            lookup
                .unreflect(components[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
      }
      var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("bug: " + type + " cannot be reached", e);
    }
  }

  void complete(Shape[] components) {
    System.arraycopy(components, 0, shapes, 0, shapes.length);
    omittable = shapes.length > 0 && Arrays.stream(shapes).allMatch(Shape::omittable);
    if (omittable) {
      absent = create(Arrays.stream(shapes).map(Shape::absent).toArray());
    }
  }

  @Override
  public boolean omittable() {
    return omittable;
  }

  @Override
  public @Nullable Object absent() {
    return absent;
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    out.writeStartObject();
    writeProperties(out, value);
    out.writeEndObject();
  }

  void writeProperties(JsonGenerator out, Object value) {
    for (int i = 0; i < shapes.length; i++) {
      var component = component(i, value);
      if (shapes[i].omittable() && Objects.equals(component, shapes[i].absent())) {
        continue;
      }
      out.writeName(names[i]);
      shapes[i].write(out, Objects.requireNonNull(component));
    }
  }

  @Override
  public Object read(JsonParser in) {
    Tokens.expect(in, JsonToken.START_OBJECT);
    return readProperties(in);
  }

  /** Reads on to the end of the object. */
  Object readProperties(JsonParser in) {
    var values = new @Nullable Object[shapes.length];
    int expected = 0;
    for (var name = in.nextName(); name != null; name = in.nextName()) {
      var i = index(name, expected);
      if (values[i] != null) {
        throw new Malformed("`" + name + "` twice");
      }
      in.nextToken();
      values[i] = shapes[i].read(in);
      expected = i + 1;
    }
    Tokens.expect(in, JsonToken.END_OBJECT);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        values[i] = instead(i);
      }
    }
    return create(values);
  }

  private @Nullable Object instead(int i) {
    if (!shapes[i].omittable()) {
      throw new Malformed("no `" + names[i].getValue() + "`");
    }
    return shapes[i].absent();
  }

  /** Properties come in the order of the components, save where somebody else wrote them. */
  private int index(String name, int expected) {
    for (int i = expected; i < names.length; i++) {
      if (names[i].getValue().equals(name)) {
        return i;
      }
    }
    for (int i = 0; i < expected; i++) {
      if (names[i].getValue().equals(name)) {
        return i;
      }
    }
    throw new Malformed("an unknown `" + name + "`");
  }

  private @Nullable Object component(int i, Object value) {
    try {
      return accessors[i].invokeExact(value);
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  private Object create(@Nullable Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (IllegalArgumentException e) {
      throw new Malformed("a " + Words.kebab(type.getSimpleName()) + " with " + e.getMessage());
    } catch (Throwable e) {
      throw thrown(e);
    }
  }

  private RuntimeException thrown(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    return e instanceof RuntimeException known
        ? known
        : new IllegalStateException("bug: " + type, e);
  }
}
