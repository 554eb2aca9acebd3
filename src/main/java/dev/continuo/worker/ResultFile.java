package dev.continuo.worker;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads what a turn left as its result: a file, or a link to one. */
final class ResultFile {

  private ResultFile() {}

  static Result read(Path file) {
    Path real;
    try {
      real = file.toRealPath();
    } catch (NoSuchFileException _) {
      return new Result.None();
    } catch (IOException _) {
      return new Result.Unreadable("it cannot be read");
    }
    return switch (Evidence.read(real, Result.MAX)) {
      case Evidence.Missing _ -> new Result.None();
      case Evidence.Unusable(var reason) -> new Result.Unreadable(reason);
      case Evidence.Text(var text, var size) ->
          size.count() > Result.MAX.count() ? new Result.TooLarge(size) : new Result.Text(text);
    };
  }
}
