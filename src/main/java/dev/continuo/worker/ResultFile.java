package dev.continuo.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a turn left as its result; a folder or a pipe in its place counts as none. */
final class ResultFile {

  private ResultFile() {}

  static Result read(Path file) {
    if (!Files.isRegularFile(file)) {
      return new Result.None();
    }
    try (var content = Files.newInputStream(file)) {
      int max = Math.toIntExact(Result.MAX.count());
      byte[] bytes = content.readNBytes(max + 1);
      return bytes.length > max
          ? new Result.TooLarge(new Bytes(Files.size(file)))
          : new Result.Text(new String(bytes, UTF_8));
    } catch (IOException e) {
      return new Result.Unreadable(String.valueOf(e.getMessage()));
    }
  }
}
