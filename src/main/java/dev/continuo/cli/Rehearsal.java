package dev.continuo.cli;

import java.io.IOException;
import java.util.List;

/**
 * Does in one process what is asked most often, and says nothing: what the JVM records meanwhile is
 * what every command starts from. Only the launcher asks for it ({@code .mvn/rehearse.sh}).
 *
 * <p>The hot commands and nothing else: each class more in the record costs all commands time, and
 * most of what the others load is picocli, which is compiled for a Java too old to be recorded.
 */
final class Rehearsal implements Verb {
  private static final List<List<String>> LINES =
      List.of(
          List.of("status"),
          List.of("status", "last", "--json"),
          List.of("list"),
          List.of("list", "--state", "succeeded", "--json"),
          List.of("completion", "candidates", "task", "last/"));

  private final World world;

  Rehearsal(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var quiet = world.with(Output.none());
    for (var line : LINES) {
      var verb = HotCommands.read(quiet, line.toArray(String[]::new));
      verb.orElseThrow().run();
    }
    return Exit.SUCCEEDED;
  }
}
