package dev.continuo.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one turn is to run. The command gets exactly this environment plus {@code CONTINUO_RESULT}
 * (the file its result goes to), {@code CONTINUO_MARKER} and, with a prompt, {@code
 * CONTINUO_PROMPT} (the file that holds it), with needs {@code CONTINUO_NEEDS} (the file with what
 * they have left); its standard input is always empty.
 *
 * @param command the program and its arguments, handed over byte for byte, never through a shell's
 *     parser
 * @param workdir an existing folder
 * @param expects what whoever ordered it wants to find again at its end; with it the command gets
 *     {@code CONTINUO_ARTIFACTS}, an empty folder that stays
 */
public record Order(
    TurnId turn,
    List<String> command,
    Map<String, String> environment,
    Path workdir,
    @Nullable String prompt,
    @Nullable String needs,
    @Nullable String expects,
    Limits limits) {

  /** Of a turn that nothing is handed to. */
  public Order(
      TurnId turn,
      List<String> command,
      Map<String, String> environment,
      Path workdir,
      @Nullable String prompt,
      Limits limits) {
    this(turn, command, environment, workdir, prompt, null, null, limits);
  }

  /** Copies what could change under the worker. */
  public Order {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
