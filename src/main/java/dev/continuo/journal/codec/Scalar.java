package dev.continuo.journal.codec;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** A value of a single token. */
final class Scalar<T> implements Shape {
  private final Class<T> type;
  private final BiConsumer<JsonGenerator, T> writer;
  private final Function<JsonParser, T> reader;
  private final @Nullable T absent;

  private Scalar(
      Class<T> type,
      BiConsumer<JsonGenerator, T> writer,
      Function<JsonParser, T> reader,
      @Nullable T absent) {
    this.type = type;
    this.writer = writer;
    this.reader = reader;
    this.absent = absent;
  }

  static <T> Scalar<T> of(
      Class<T> type, BiConsumer<JsonGenerator, T> writer, Function<JsonParser, T> reader) {
    return new Scalar<>(type, writer, reader, null);
  }

  /** A value that has a public text, of which {@code parse} knows the way back. */
  static <T> Scalar<T> text(Class<T> type, Function<String, Optional<T>> parse) {
    return of(
        type,
        (out, value) -> out.writeString(value.toString()),
        in -> parse.apply(Tokens.text(in)).orElseThrow(() -> Tokens.unexpected(in)));
  }

  Class<T> type() {
    return type;
  }

  Scalar<T> omitting(T value) {
    return new Scalar<>(type, writer, reader, value);
  }

  @Override
  public void write(JsonGenerator out, Object value) {
    writer.accept(out, type.cast(value));
  }

  @Override
  public Object read(JsonParser in) {
    return reader.apply(in);
  }

  @Override
  public boolean omittable() {
    return absent != null;
  }

  @Override
  public @Nullable Object absent() {
    return absent;
  }
}
