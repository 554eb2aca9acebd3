package dev.continuo.cli;

import dev.continuo.plan.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in our words. */
final class UsageErrors {
  private UsageErrors() {}

  static CommandError of(ParameterException wrong) {
    var line = wrong.getCommandLine();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().getFirst(), line);
    }
    if (wrong instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      var first = missing.getMissing().getFirst();
      return usage(
          line,
          first.isOption()
              ? "option `" + name(first) + "` needs a value"
              : first.paramLabel() + " is missing");
    }
    if (wrong instanceof OverwrittenOptionException twice) {
      return usage(line, "option `" + name(twice.getOverwritten()) + "` is given twice");
    }
    var option = wrong.getArgSpec();
    if (option != null && option.isOption()) {
      var found = wrong.getValue();
      return usage(
          line,
          found == null || found.isEmpty()
              ? "option `" + name(option) + "` needs a value"
              : "option `" + name(option) + "`: not a number, found `" + found + "`");
    }
    return usage(line, String.valueOf(wrong.getMessage()).toLowerCase(Locale.ROOT));
  }

  private static CommandError unmatched(String argument, CommandLine line) {
    if (argument.startsWith("-") && argument.length() > 1) {
      return unknownOption(argument.split("=", 2)[0], line);
    }
    return line.getSubcommands().isEmpty() || line.getCommandSpec().name().equals("result")
        ? usage(line, "one argument too many, found `" + argument + "`")
        : unknownCommand(argument, line);
  }

  private static CommandError unknownOption(String option, CommandLine line) {
    var known = new ArrayList<String>();
    line.getCommandSpec().options().forEach(spec -> known.addAll(List.of(spec.names())));
    return usage(line, "unknown option `" + option + "`" + meant(option, known));
  }

  static CommandError unknownCommand(String command, CommandLine line) {
    return usage(
        line, "unknown command `" + command + "`" + meant(command, line.getSubcommands().keySet()));
  }

  private static String meant(String word, Iterable<String> known) {
    return Nearest.to(word, known).map(near -> ", did you mean `" + near + "`?").orElse("");
  }

  private static String name(ArgSpec option) {
    return option instanceof CommandLine.Model.OptionSpec spec
        ? spec.longestName()
        : option.paramLabel();
  }

  private static CommandError usage(CommandLine line, String says) {
    var command = line.getCommandSpec().qualifiedName();
    var hint = line.getSubcommands().isEmpty() ? "shows an example" : "lists the commands";
    return new CommandError(
        Exit.USAGE, "`" + command + "`: " + says, "`" + command + " --help` " + hint);
  }
}
