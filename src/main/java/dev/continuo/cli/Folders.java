package dev.continuo.cli;

/** The data folder, for commands that work on it themselves and ask no server. */
final class Folders {
  private Folders() {}

  /** The folder of the usual server; refused when another server is named, or it is not there. */
  static DataFolder present(World world, String command) {
    var servers = new Servers(world);
    servers.refuseNamed();
    var home = servers.home();
    if (!home.exists()) {
      throw new CommandError(
          Exit.NOT_FOUND,
          command + ": there is no data folder `" + home.path() + "`",
          "`CONTINUO_HOME` names another one");
    }
    return home;
  }
}
