package dev.continuo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    footer = {"  continuo doctor", "  continuo doctor --json"},
    description = {
      "Looks at the machine, the data folder and its store, and says what to do.",
      "Changes nothing. Ends with 1 when something is wrong.",
    })
final class DoctorCommand implements Verb {
  private final World world;

  @Option(names = "--json", description = "Print the checks as JSON.")
  private boolean json;

  DoctorCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    var servers = new Servers(world);
    servers.refuseNamed();
    var checks = new ArrayList<>(world.ports().upkeep().examine(servers.home().path()));
    checks.add(server(servers));
    if (json) {
      print(checks);
    } else {
      checks.forEach(this::show);
    }
    return checks.stream().anyMatch(check -> check.verdict() == Upkeep.Verdict.WRONG)
        ? Exit.FAILED
        : Exit.SUCCEEDED;
  }

  private static Upkeep.Check server(Servers servers) throws IOException {
    try {
      return servers
          .find()
          .map(
              found ->
                  new Upkeep.Check(
                      "server",
                      Upkeep.Verdict.OK,
                      "process " + found.pid() + " at " + found.endpoint(),
                      ""))
          .orElse(new Upkeep.Check("server", Upkeep.Verdict.OK, "none runs", ""));
    } catch (CommandError silent) {
      return new Upkeep.Check("server", Upkeep.Verdict.WRONG, silent.says(), silent.hint());
    }
  }

  private void show(Upkeep.Check check) {
    var mark =
        switch (check.verdict()) {
          case OK -> "ok";
          case WARNING -> "look";
          case WRONG -> "WRONG";
        };
    var does = check.does().isEmpty() ? "" : "; " + check.does();
    world
        .output()
        .data(Output.printable("%-7s%-17s%s%s".formatted(mark, check.name(), check.says(), does)));
  }

  private void print(List<Upkeep.Check> checks) {
    var document = Json.object();
    var list = document.putArray("checks");
    for (var check : checks) {
      list.addObject()
          .put("name", check.name())
          .put("verdict", check.verdict().name().toLowerCase(Locale.ROOT))
          .put("says", check.says())
          .put("does", check.does());
    }
    world.output().data(Json.write(document));
  }
}
