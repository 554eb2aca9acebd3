package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** With a systemctl of the test's own, which writes down what it is told. */
@EnabledOnOs(OS.LINUX)
class InstallCommandTest extends CommandLineFixture {
  private Path unit;
  private Path told;

  @BeforeEach
  void nameThePlaces() throws IOException {
    environment.put("HOME", temp.resolve("ada").toString());
    unit = temp.resolve("ada/.config/systemd/user/continuo.service");
    told = temp.resolve("told");
  }

  /** What systemctl does; nothing stands in the path but this. */
  private void systemctl(String script) throws IOException {
    var bin = Files.createDirectories(temp.resolve("bin"));
    var file = bin.resolve("systemctl");
    Files.writeString(file, "#!/bin/sh\necho \"$@\" >>" + told + "\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    environment.put("PATH", bin.toString());
  }

  @Test
  void where_systemd_answers_it_is_told_to_start_the_server() throws IOException {
    server.close();
    systemctl("exit 0");
    var starting = new FakeServer();
    starting.serves(home, ProcessHandle.current().pid(), 0);

    var left = type("server", "uninstall");
    assertThat(left)
        .isEqualTo(new Left(0, "", "nothing is installed, there is no `" + unit + "`\n"));
    Files.delete(home.resolve("server.json"));
    systemctl("case $* in *enable*) mv " + home + "/later " + home + "/server.json;; esac");
    Files.writeString(
        home.resolve("later"),
        "{\"pid\":%d,\"url\":\"%s\"}".formatted(ProcessHandle.current().pid(), starting.url()));
    environment.put("PATH", environment.get("PATH") + ":/usr/bin:/bin");

    left = type("server", "install");

    assertThat(left)
        .isEqualTo(
            new Left(
                0,
                "",
                """
                wrote `%s`
                $ systemctl --user daemon-reload
                $ systemctl --user enable --now continuo.service
                started the server (pid %d)
                hint: `loginctl enable-linger` starts it with the machine, before any login
                """
                    .formatted(unit, ProcessHandle.current().pid())));
    assertThat(unit).content().contains("Environment=\"CONTINUO_HOME=" + home + "\"\n");
    assertThat(Files.readAllLines(told))
        .containsExactly(
            "--user show-environment",
            "--user daemon-reload",
            "--user enable --now continuo.service");

    assertThat(type("server", "uninstall"))
        .isEqualTo(
            new Left(
                0,
                "",
                """
                $ systemctl --user disable --now continuo.service
                removed `%s`
                """
                    .formatted(unit)));
    assertThat(unit).doesNotExist();
    assertThat(Files.readAllLines(told)).endsWith("--user disable --now continuo.service");
    starting.close();
  }

  @Test
  void where_systemd_is_silent_the_commands_are_printed() throws IOException {
    systemctl("exit 1");

    assertThat(type("server", "install"))
        .isEqualTo(
            new Left(
                0,
                """
                systemctl --user daemon-reload
                systemctl --user enable --now continuo.service
                """,
                """
                wrote `%s`
                systemd does not answer here; where it does, this starts it:
                """
                    .formatted(unit)));
    assertThat(type("server", "uninstall"))
        .isEqualTo(
            new Left(
                0,
                "systemctl --user disable --now continuo.service\n",
                """
                systemd does not answer here; where it does, this stops it:
                removed `%s`
                """
                    .formatted(unit)));
  }

  @Test
  void where_there_is_neither_nothing_is_written() throws IOException {
    environment.put("PATH", Files.createDirectories(temp.resolve("empty")).toString());

    assertThat(type("server", "install"))
        .isEqualTo(
            new Left(
                3,
                "",
                """
                error: service manager: there is neither systemd nor launchd here
                hint: `continuo server start` starts the server in the background; whatever starts \
                programs here can run `continuo server run`
                """));
    assertThat(unit).doesNotExist();
  }

  @Test
  void a_command_that_systemd_refuses_is_told_with_its_words() throws IOException {
    server.close();
    systemctl("case $* in *reload*) echo no; exit 4;; esac");

    assertThat(type("server", "install"))
        .isEqualTo(
            new Left(
                1,
                "",
                """
                wrote `%s`
                $ systemctl --user daemon-reload
                error: `systemctl --user daemon-reload`: ended with 4, said no
                """
                    .formatted(unit)));
  }

  @Test
  void what_would_be_written_can_be_seen_first() {
    environment.put("PATH", "");

    var left = type("server", "install", "--print");

    assertThat(left.code()).isZero();
    assertThat(left.out().lines())
        .contains("KillMode=process", "Restart=on-failure", "WantedBy=default.target")
        .contains("Environment=\"CONTINUO_HOME=" + home + "\"");
    assertThat(left.err()).isEmpty();
    assertThat(unit).doesNotExist();
  }

  @Test
  void a_named_server_is_not_installed() {
    environment.put("CONTINUO_URL", server.url());

    for (var command : List.of("install", "uninstall")) {
      assertThat(type("server", command).err())
          .startsWith("error: `CONTINUO_URL`: names another server");
    }
  }
}
