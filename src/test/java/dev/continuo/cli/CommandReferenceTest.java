package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.GeneratedPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The reference of commands is what their help says. */
class CommandReferenceTest extends CommandLineFixture {

  @Test
  void the_reference_has_the_help_of_every_command() throws IOException {
    var text = new StringBuilder();
    everyCommand(
        (name, command) ->
            text.append("### ")
                .append(name)
                .append("\n\n```text\n")
                .append(help(command))
                .append("\n```\n\n"));

    new GeneratedPart(Path.of("docs/reference/commands.md"), "commands").holds(text.toString());
  }

  @Test
  void the_help_of_every_command_leads_with_an_example_of_it() {
    everyCommand(
        (name, command) ->
            assertThat(help(command))
                .as(name)
                .startsWith("Example:\n  continuo " + (leaf(command) ? name : "")));
  }

  @Test
  void what_the_list_of_commands_says_of_one_is_a_whole_sentence() {
    everyCommand(
        (name, command) ->
            assertThat(command.getCommandSpec().usageMessage().description()[0])
                .as(name)
                .endsWith("."));
  }

  @Test
  void no_line_of_a_help_is_wider_than_a_terminal() {
    everyCommand(
        (name, command) ->
            assertThat(help(command).lines())
                .as(name)
                .allMatch(line -> line.length() <= Tables.WIDTH));
  }

  private void everyCommand(BiConsumer<String, CommandLine> tell) {
    var all = new LinkedHashMap<String, CommandLine>();
    collect("", Commands.line(world()), all);
    assertThat(all).isNotEmpty();
    all.forEach(tell);
  }

  private static void collect(String prefix, CommandLine line, Map<String, CommandLine> all) {
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              if (!command.getCommandSpec().usageMessage().hidden()) {
                all.put(prefix + name, command);
                collect(prefix + name + " ", command, all);
              }
            });
  }

  private static boolean leaf(CommandLine command) {
    return command.getSubcommands().isEmpty();
  }

  private static String help(CommandLine command) {
    return command.getUsageMessage(Ansi.OFF).stripTrailing();
  }
}
