package dev.continuo.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "help",
    footer = "  continuo help server start",
    description = "Explains a command.")
final class HelpCommand implements Verb {
  private final World world;

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command to explain.")
  private List<String> commands = new ArrayList<>();

  HelpCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    var line = Commands.line(world);
    for (var command : commands) {
      var next = line.getSubcommands().get(command);
      if (next == null) {
        throw UsageErrors.unknownCommand(command, line);
      }
      line = next;
    }
    return Commands.explain(line, world.output());
  }
}
