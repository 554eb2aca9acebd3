package dev.continuo.cli;

import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;

@Command(
    name = "uninstall",
    footer = "  continuo server uninstall",
    description = "Undoes install: stops the server and has nobody start it; attempts go on.")
final class ServerUninstallCommand implements Verb {
  private final World world;

  ServerUninstallCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    new Servers(world).refuseNamed();
    var installation = Installation.here(world);
    var file = installation.file();
    if (!Files.exists(file)) {
      world.output().say("nothing is installed, there is no `" + file + "`");
      return Exit.SUCCEEDED;
    }
    var disabling = installation.disabling();
    if (installation.presence() == Installation.Presence.ANSWERS) {
      world.output().say("$ " + String.join(" ", disabling));
      installation.tell(disabling);
    } else {
      world
          .output()
          .say(
              installation.manager().word()
                  + " does not answer here; where it does, this stops it:");
      world.output().data(String.join(" ", disabling));
    }
    Files.delete(file);
    world.output().say("removed `" + file + "`");
    return Exit.SUCCEEDED;
  }
}
