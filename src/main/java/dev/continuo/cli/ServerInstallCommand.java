package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "install",
    footer = {"  continuo server install", "  continuo server install --print"},
    description = {
      "Has systemd or launchd start the server, now and with every login.",
      "",
      "What runs goes on when they stop the server; they start it again when it fails."
    })
final class ServerInstallCommand implements Verb {
  private final World world;

  @Option(names = "--print", description = "Only print what would be written.")
  private boolean print;

  ServerInstallCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var servers = new Servers(world);
    servers.refuseNamed();
    var installation = Installation.here(world);
    var text = installation.text(servers.home());
    if (print) {
      world.output().data(text.stripTrailing());
      return Exit.SUCCEEDED;
    }
    var presence = installation.presence();
    if (presence == Installation.Presence.ABSENT) {
      throw Installation.neither();
    }
    servers.home().create();
    var file = installation.file();
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, UTF_8);
    world.output().say("wrote `" + file + "`");
    if (presence == Installation.Presence.ANSWERS) {
      enable(servers, installation);
    } else {
      tell(installation);
    }
    return Exit.SUCCEEDED;
  }

  /** The server that runs makes way: two cannot serve one folder. */
  private void enable(Servers servers, Installation installation) throws IOException {
    var found = servers.find();
    if (found.isPresent()) {
      servers.stop(found.get(), Servers.Attempts.GO_ON);
      world.output().say("stopped the server (pid " + found.get().pid() + ")");
    }
    for (var words : installation.enabling()) {
      world.output().say("$ " + String.join(" ", words));
      installation.tell(words);
    }
    servers.awaitStart();
    if (installation.manager() == ServiceManager.SYSTEMD) {
      world.output().hint("`loginctl enable-linger` starts it with the machine, before any login");
    }
  }

  private void tell(Installation installation) throws IOException {
    world
        .output()
        .say(
            installation.manager().word()
                + " does not answer here; where it does, this starts it:");
    for (var words : installation.enabling()) {
      world.output().data(String.join(" ", words));
    }
  }
}
