package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    footer = "  continuo server stop",
    description = "Stops the server; the attempts that run go on unless told otherwise.")
final class ServerStopCommand implements Verb {
  private final World world;

  @Option(names = "--kill-attempts", description = "End all attempts that run first.")
  private boolean killAttempts;

  ServerStopCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var servers = new Servers(world);
    servers.refuseNamed();
    var found = servers.find();
    if (found.isEmpty()) {
      world.output().say("no server runs");
      return Exit.SUCCEEDED;
    }
    servers.stop(found.get(), killAttempts ? Servers.Attempts.END : Servers.Attempts.GO_ON);
    world.output().say("stopped the server (pid " + found.get().pid() + ")");
    var running = found.get().attempts();
    if (running > 0) {
      world.output().say(killAttempts ? attempts(running) + " ended" : goingOn(running));
    }
    return Exit.SUCCEEDED;
  }

  /** What nobody enforces while there is no server. */
  private static String goingOn(int running) {
    return running == 1
        ? "1 attempt goes on running without a server; its timeout is not enforced meanwhile;"
            + " `continuo server start` re-attaches"
        : running
            + " attempts go on running without a server; their timeouts are not enforced meanwhile;"
            + " `continuo server start` re-attaches";
  }

  private static String attempts(int count) {
    return count == 1 ? "1 attempt was" : count + " attempts were";
  }
}
