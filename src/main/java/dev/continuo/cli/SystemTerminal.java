package dev.continuo.cli;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/**
 * The terminal that this process was started from. Its size comes from stty(1), which is asked once
 * and after each resize: docs/adr/0011-terminal.md.
 */
final class SystemTerminal implements Terminal {
  private static final int OUT = 1;
  private static final int ERR = 2;
  private static final int ANSWER_SECONDS_MAX = 2;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");

  private final Map<String, String> environment;

  SystemTerminal(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public boolean drawable() {
    return !environment.getOrDefault("TERM", "dumb").equals("dumb") && Terminals.terminal(ERR);
  }

  @Override
  public Board.Size size() {
    return asked(ERR).flatMap(SystemTerminal::answered).orElse(Board.Size.USUAL);
  }

  @Override
  public IntSupplier columns() {
    var stty = Terminals.terminal(OUT) ? asked(OUT) : Optional.<Process>empty();
    return () ->
        stty.flatMap(SystemTerminal::answered).map(Board.Size::columns).orElse(Tables.WIDTH);
  }

  /** The JDK has no console where not both streams are a terminal, whatever Error Prone knows. */
  @Override
  @SuppressWarnings("SystemConsoleNull")
  public Optional<String> hidden(String prompt) {
    var console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    var typed = console.readPassword("%s", prompt);
    return Optional.of(typed == null ? "" : new String(typed));
  }

  private static Optional<Process> asked(int descriptor) {
    try {
      return Optional.of(
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/fd/" + descriptor))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  private static Optional<Board.Size> answered(Process stty) {
    try (var answer = stty.getInputStream()) {
      if (stty.waitFor(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
        return parse(new String(answer.readAllBytes(), StandardCharsets.US_ASCII));
      }
      stty.destroyForcibly();
    } catch (IOException unknown) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** Rows and columns; a terminal that was never told its size has none of either. */
  private static Optional<Board.Size> parse(String answer) {
    var size = SIZE.matcher(answer);
    if (!size.matches()) {
      return Optional.empty();
    }
    var rows = Integer.parseInt(size.group(1));
    var columns = Integer.parseInt(size.group(2));
    return rows == 0 || columns == 0
        ? Optional.empty()
        : Optional.of(new Board.Size(columns, rows));
  }

  /**
   * The signal's class is no part of Java, and the compiler warns of it in a way that cannot be
   * silenced, so it is called by name. Without it, the size stays what it was.
   */
  @Override
  public void onResize(Runnable resized) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      var calling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  resized.run();
                }
                return null;
              });
      var winch = signal.getConstructor(String.class).newInstance("WINCH");
      signal.getMethod("handle", signal, handler).invoke(null, winch, calling);
    } catch (ReflectiveOperationException | IllegalArgumentException unknown) {
      return;
    }
  }
}
