package dev.continuo;

import dev.continuo.cli.Cli;
import dev.continuo.cli.Ports;
import dev.continuo.server.Foreground;
import dev.continuo.server.StoreRebuild;
import dev.continuo.server.StoreUpkeep;
import java.time.InstantSource;

/** Starts the program; wiring only. */
public final class Main {

  private Main() {}

  /** Ends the process with the exit code of the command that the arguments name. */
  public static void main(String[] arguments) {
    var upkeep = new StoreUpkeep(InstantSource.system());
    System.exit(Cli.run(arguments, new Ports(new Foreground(), new StoreRebuild(), upkeep)));
  }
}
