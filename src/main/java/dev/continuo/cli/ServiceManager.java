package dev.continuo.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What starts a user's programs with the machine and watches over them.
 *
 * <p>Both are told to leave the children of a server that stops alone: they are attempts, which go
 * on without it.
 */
enum ServiceManager {
  SYSTEMD("systemd"),
  LAUNCHD("launchd");

  /**
   * What is to be run.
   *
   * @param words the command
   * @param home the data folder
   * @param environment in the order in which it is written
   */
  record Service(List<String> words, Path home, SortedMap<String, String> environment) {
    Path log() {
      return home.resolve("server.log");
    }
  }

  private static final String LABEL = "dev.continuo.server";

  private final String word;

  ServiceManager(String word) {
    this.word = word;
  }

  /** The one of this system; empty where there is neither. */
  static Optional<ServiceManager> of(String system) {
    var name = system.toLowerCase(Locale.ROOT);
    return name.startsWith("mac")
        ? Optional.of(LAUNCHD)
        : name.startsWith("linux") ? Optional.of(SYSTEMD) : Optional.empty();
  }

  String word() {
    return word;
  }

  /** A command that succeeds where it is there for this user. */
  List<String> ask() {
    return switch (this) {
      case SYSTEMD -> List.of("systemctl", "--user", "show-environment");
      case LAUNCHD -> List.of("launchctl", "managername");
    };
  }

  Path file(Map<String, String> environment) {
    var home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
    if (this == LAUNCHD) {
      return home.resolve("Library/LaunchAgents/" + LABEL + ".plist");
    }
    var config = environment.getOrDefault("XDG_CONFIG_HOME", "");
    // The XDG Base Directory Specification: relative paths are to be ignored.
    return (config.startsWith("/") ? Path.of(config) : home.resolve(".config"))
        .resolve("systemd/user/continuo.service");
  }

  /** The two commands that make it start the server, now and from now on. */
  List<List<String>> enable(Path file, long user) {
    return switch (this) {
      case SYSTEMD ->
          List.of(
              List.of("systemctl", "--user", "daemon-reload"),
              List.of("systemctl", "--user", "enable", "--now", "continuo.service"));
      case LAUNCHD ->
          List.of(
              List.of("launchctl", "enable", "gui/" + user + "/" + LABEL),
              List.of("launchctl", "bootstrap", "gui/" + user, file.toString()));
    };
  }

  /** The command that makes it stop the server, and start it no more. */
  List<String> disable(long user) {
    return switch (this) {
      case SYSTEMD -> List.of("systemctl", "--user", "disable", "--now", "continuo.service");
      case LAUNCHD -> List.of("launchctl", "bootout", "gui/" + user + "/" + LABEL);
    };
  }

  String text(Service service) {
    return switch (this) {
      case SYSTEMD -> SystemdUnit.text(service);
      case LAUNCHD -> LaunchdPlist.text(LABEL, service);
    };
  }
}
