package dev.continuo.journal.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Shapes of what may be empty and is then left out. */
final class Containers {
  private Containers() {}

  /** A component that may be null. */
  record OrNull(Shape shape) implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) {
      shape.write(out, value);
    }

    @Override
    public Object read(JsonParser in) {
      return shape.read(in);
    }

    @Override
    public boolean omittable() {
      return true;
    }
  }

  /** The value itself, or nothing. */
  record OrEmpty(Shape shape) implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) {
      shape.write(out, ((Optional<?>) value).orElseThrow());
    }

    @Override
    public Object read(JsonParser in) {
      return Optional.of(shape.read(in));
    }

    @Override
    public boolean omittable() {
      return true;
    }

    @Override
    public @Nullable Object absent() {
      return Optional.empty();
    }
  }

  /** An array. */
  record Many(Shape element) implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) {
      out.writeStartArray();
      for (Object each : (List<?>) value) {
        element.write(out, each);
      }
      out.writeEndArray();
    }

    @Override
    public Object read(JsonParser in) {
      Tokens.expect(in, JsonToken.START_ARRAY);
      var values = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        values.add(element.read(in));
      }
      return List.copyOf(values);
    }

    @Override
    public boolean omittable() {
      return true;
    }

    @Override
    public @Nullable Object absent() {
      return List.of();
    }
  }

  /** An object whose keys are texts, in their order. */
  record ByName(Shape element) implements Shape {
    @Override
    public void write(JsonGenerator out, Object value) {
      out.writeStartObject();
      for (var entry : ((Map<?, ?>) value).entrySet()) {
        out.writeName((String) entry.getKey());
        element.write(out, entry.getValue());
      }
      out.writeEndObject();
    }

    @Override
    public Object read(JsonParser in) {
      Tokens.expect(in, JsonToken.START_OBJECT);
      var values = new TreeMap<String, Object>();
      for (var name = in.nextName(); name != null; name = in.nextName()) {
        in.nextToken();
        values.put(name, element.read(in));
      }
      return Collections.unmodifiableSortedMap(values);
    }

    @Override
    public boolean omittable() {
      return true;
    }

    @Override
    public @Nullable Object absent() {
      return Collections.emptySortedMap();
    }
  }
}
