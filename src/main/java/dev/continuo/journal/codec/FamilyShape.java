package dev.continuo.journal.codec;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.SerializedString;

/** One of a family of records: an object whose first property, {@code is}, says which. */
final class FamilyShape implements Shape {
  private static final SerializedString IS = new SerializedString("is");

  private record Member(SerializedString name, RecordShape shape) {}

  private final Class<?> family;
  private final Map<Class<?>, Member> byType = new HashMap<>();
  private final Map<String, RecordShape> byName = new HashMap<>();

  /** The members follow with {@link #add}, for families that contain themselves. */
  FamilyShape(Class<?> family) {
    this.family = family;
  }

  void add(Class<?> type, String name, RecordShape shape) {
    if (byName.putIfAbsent(name, shape) != null) {
      throw new IllegalArgumentException("bug: two of " + family + " are called " + name);
    }
    byType.put(type, new Member(new SerializedString(name), shape));
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    var member = byType.get(value.getClass());
    if (member == null) {
      throw new IllegalStateException(
          "bug: " + value.getClass() + " was not announced as one of " + family);
    }
    out.writeStartObject();
    out.writeName(IS);
    out.writeString(member.name);
    member.shape.writeProperties(out, value);
    out.writeEndObject();
  }

  @Override
  public Object read(JsonParser in) {
    Tokens.expect(in, JsonToken.START_OBJECT);
    if (!IS.getValue().equals(in.nextName())) {
      throw new Malformed("no `is`");
    }
    in.nextToken();
    var name = Tokens.text(in);
    var shape = byName.get(name);
    if (shape == null) {
      throw new Malformed("an unknown `is` of `" + name + "`");
    }
    return shape.readProperties(in);
  }
}
