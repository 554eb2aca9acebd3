package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    footer = {
      "  continuo completion bash >~/.local/share/bash-completion/completions/continuo",
      "  continuo completion fish >~/.config/fish/completions/continuo.fish"
    },
    description = "Prints what completes commands in a shell.")
final class CompletionCommand implements Verb {
  /** In the order in which people have them. */
  static final class Shells implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return CompletionScript.SHELLS.iterator();
    }
  }

  private final World world;

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = CompletionCommand.Shells.class,
      description = "bash, zsh or fish.")
  private String shell = "";

  CompletionCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() {
    var script =
        CompletionScript.of(shell, Commands.line(world))
            .orElseThrow(
                () ->
                    new CommandError(
                        Exit.USAGE,
                        "shell: unknown, found `" + shell + "`, must be `bash`, `zsh` or `fish`",
                        "`continuo completion --help` shows an example"));
    world.output().bytes(script.getBytes(UTF_8));
    return Exit.SUCCEEDED;
  }
}
