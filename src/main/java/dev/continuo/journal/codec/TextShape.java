package dev.continuo.journal.codec;

import dev.continuo.task.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A short text as a JSON string, a stored one as an object. */
record TextShape(RecordShape stored) implements Shape {
  @Override
  public void write(JsonGenerator out, Object value) {
    switch ((Text) value) {
      case Text.Inline(var text) -> out.writeString(text);
      case Text.Stored far -> stored.write(out, far);
    }
  }

  @Override
  public Object read(JsonParser in) {
    return in.currentToken() == JsonToken.VALUE_STRING
        ? new Text.Inline(in.getString())
        : stored.read(in);
  }

  @Override
  public boolean omittable() {
    return true;
  }

  @Override
  public @Nullable Object absent() {
    return Text.EMPTY;
  }
}
