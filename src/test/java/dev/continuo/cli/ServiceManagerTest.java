package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServiceManagerTest {
  /** Every character that one of the two formats gives a meaning. */
  private static final ServiceManager.Service SERVICE =
      new ServiceManager.Service(
          List.of("/opt/my $ tools/continuo", "a $b \"c\" 100% \\d <&>", "server", "run"),
          Path.of("/home/ada/my state/100%/continuo"),
          new TreeMap<>(
              Map.of(
                  "CONTINUO_HOME", "/home/ada/my state/100%/continuo",
                  "CONTINUO_JAVA_HOME", "/opt/j<d>k $x")));

  @Test
  void systemd_is_given_a_unit_whose_stop_leaves_attempts_alive() {
    assertThat(ServiceManager.SYSTEMD.text(SERVICE))
        .isEqualTo(
            """
            # Written by `continuo server install`, removed by `continuo server uninstall`.
            [Unit]
            Description=Continuo, which runs plans of commands and coding agents
            # What fails again and again, such as a damaged store, waits for a person.
            StartLimitIntervalSec=120
            StartLimitBurst=5

            [Service]
            Type=exec
            ExecStart="/opt/my $ tools/continuo" "a $$b \\"c\\" 100%% \\\\d <&>" "server" "run"
            Environment="CONTINUO_HOME=/home/ada/my state/100%%/continuo"
            Environment="CONTINUO_JAVA_HOME=/opt/j<d>k $x"
            WorkingDirectory=/
            StandardOutput=append:/home/ada/my state/100%%/continuo/server.log
            StandardError=inherit
            # A stop ends the server alone: attempts go on, and the next server finds them.
            KillMode=process
            # So does the server when one of them is ended for want of memory.
            OOMPolicy=continue
            # They are many, and have threads of their own.
            TasksMax=infinity
            Restart=on-failure
            RestartSec=2
            # What Java ends with after the signal that systemd stops it with.
            SuccessExitStatus=143

            [Install]
            WantedBy=default.target
            """);
  }

  @Test
  void launchd_is_given_a_list_whose_stop_leaves_attempts_alive() {
    assertThat(ServiceManager.LAUNCHD.text(SERVICE))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <!-- Written by `continuo server install`, removed by `continuo server uninstall`. -->
            <plist version="1.0">
            <dict>
              <key>Label</key>
              <string>dev.continuo.server</string>
              <key>ProgramArguments</key>
              <array>
                <string>/opt/my $ tools/continuo</string>
                <string>a $b "c" 100% \\d &lt;&amp;&gt;</string>
                <string>server</string>
                <string>run</string>
              </array>
              <key>EnvironmentVariables</key>
              <dict>
                <key>CONTINUO_HOME</key>
                <string>/home/ada/my state/100%/continuo</string>
                <key>CONTINUO_JAVA_HOME</key>
                <string>/opt/j&lt;d&gt;k $x</string>
              </dict>
              <key>WorkingDirectory</key>
              <string>/</string>
              <key>StandardOutPath</key>
              <string>/home/ada/my state/100%/continuo/server.log</string>
              <key>StandardErrorPath</key>
              <string>/home/ada/my state/100%/continuo/server.log</string>
              <key>RunAtLoad</key>
              <true/>
              <key>KeepAlive</key>
              <dict>
                <key>SuccessfulExit</key>
                <false/>
              </dict>
              <!-- A stop ends the server alone: attempts go on, and the next server finds them. -->
              <key>AbandonProcessGroup</key>
              <true/>
            </dict>
            </plist>
            """);
  }

  @Test
  void each_has_a_place_for_what_it_reads() {
    var home = Map.of("HOME", "/home/ada");

    assertThat(ServiceManager.SYSTEMD.file(home))
        .hasToString("/home/ada/.config/systemd/user/continuo.service");
    assertThat(
            ServiceManager.SYSTEMD.file(Map.of("HOME", "/home/ada", "XDG_CONFIG_HOME", "/etc/my")))
        .hasToString("/etc/my/systemd/user/continuo.service");
    assertThat(ServiceManager.SYSTEMD.file(Map.of("HOME", "/home/ada", "XDG_CONFIG_HOME", "my")))
        .hasToString("/home/ada/.config/systemd/user/continuo.service");
    assertThat(ServiceManager.LAUNCHD.file(home))
        .hasToString("/home/ada/Library/LaunchAgents/dev.continuo.server.plist");
  }

  @Test
  void a_system_has_one_or_none() {
    assertThat(ServiceManager.of("Linux")).contains(ServiceManager.SYSTEMD);
    assertThat(ServiceManager.of("Mac OS X")).contains(ServiceManager.LAUNCHD);
    assertThat(ServiceManager.of("FreeBSD")).isEmpty();
  }

  @Test
  void launchd_is_told_in_its_own_words() {
    var list = Path.of("/home/ada/x.plist");

    assertThat(ServiceManager.LAUNCHD.enable(list, 501))
        .containsExactly(
            List.of("launchctl", "enable", "gui/501/dev.continuo.server"),
            List.of("launchctl", "bootstrap", "gui/501", "/home/ada/x.plist"));
    assertThat(ServiceManager.LAUNCHD.disable(501))
        .containsExactly("launchctl", "bootout", "gui/501/dev.continuo.server");
    assertThat(ServiceManager.LAUNCHD.ask()).containsExactly("launchctl", "managername");
  }
}
