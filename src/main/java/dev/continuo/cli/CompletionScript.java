package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What completes our commands in a shell: a script for each of them, and in it the table of
 * commands, options and arguments. What only a server knows, the script asks {@link Candidates}
 * for.
 */
final class CompletionScript {
  static final List<String> SHELLS = List.of("bash", "zsh", "fish");
  private static final String POSIX_ROW = "    '%s') valued='%s' options='%s' arguments='%s' ;;\n";
  private static final String FISH_ROW =
      """
              case '%s'
                  set __continuo_valued %s
                  set __continuo_options %s
                  set __continuo_arguments %s
      """;

  private CompletionScript() {}

  /**
   * What can follow a command, or the option of one that takes a value. A word that begins with
   * {@code @} is a kind of things: files, or what a server knows.
   */
  private record Row(String path, String option, List<String> options, List<String> arguments) {
    /** {@code printf} arguments of a line: the place, whether a value is due, what can follow. */
    Object[] cells() {
      var key = option.isEmpty() ? path : path + " " + option;
      return new Object[] {key, option, String.join(" ", options), String.join(" ", arguments)};
    }
  }

  /** The script for a shell; empty for one that is not known. */
  static Optional<String> of(String shell, CommandLine line) {
    if (!SHELLS.contains(shell)) {
      return Optional.empty();
    }
    var rows = new ArrayList<Row>();
    collect("", line, rows);
    return Optional.of(
        template(shell)
            .replace("{rows}\n", table(shell, rows.stream().filter(row -> row.option().isEmpty())))
            .replace(
                "{values}\n", table(shell, rows.stream().filter(row -> !row.option().isEmpty()))));
  }

  private static void collect(String path, CommandLine line, List<Row> rows) {
    var options = new ArrayList<String>();
    for (var option : line.getCommandSpec().options()) {
      options.add(option.longestName());
      if (option.arity().max() > 0) {
        for (var name : option.names()) {
          rows.add(new Row(path, name, List.of(), words(option)));
        }
      }
    }
    var arguments = new ArrayList<>(line.getSubcommands().keySet());
    line.getCommandSpec().positionalParameters().forEach(each -> arguments.addAll(words(each)));
    rows.add(new Row(path, "", List.copyOf(options), List.copyOf(arguments)));
    line.getSubcommands()
        .forEach((name, each) -> collect(path.isEmpty() ? name : path + " " + name, each, rows));
  }

  /** What the value of an option or an argument can be. */
  private static List<String> words(ArgSpec of) {
    if (of.completionCandidates() != null) {
      var words = new ArrayList<String>();
      of.completionCandidates().forEach(words::add);
      return words;
    }
    return switch (of.paramLabel()) {
      case "PLAN", "FILE" -> List.of("@file");
      case "COMMAND" -> List.copyOf(of.command().root().subcommands().keySet());
      case "RUN" -> List.of("@" + Candidates.RUN);
      case "TASK" -> List.of("@" + Candidates.TASK);
      case "RUN|TASK" -> List.of("@" + Candidates.RUN, "@" + Candidates.TASK);
      default -> List.of();
    };
  }

  private static String table(String shell, Stream<Row> rows) {
    var row = shell.equals("fish") ? FISH_ROW : POSIX_ROW;
    return rows.map(each -> row.formatted(each.cells())).collect(Collectors.joining());
  }

  private static String template(String shell) {
    try (var from = CompletionScript.class.getResourceAsStream("completion." + shell)) {
      return new String(Objects.requireNonNull(from).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
