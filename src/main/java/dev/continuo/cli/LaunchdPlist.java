package dev.continuo.cli;

import java.util.stream.Collectors;

/** The property list that has launchd run the server of one user; launchd.plist(5). */
final class LaunchdPlist {
  private LaunchdPlist() {}

  static String text(String label, ServiceManager.Service service) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <!-- Written by `continuo server install`, removed by `continuo server uninstall`. -->
        <plist version="1.0">
        <dict>
          <key>Label</key>
          <string>%s</string>
          <key>ProgramArguments</key>
          <array>
        %s  </array>
          <key>EnvironmentVariables</key>
          <dict>
        %s  </dict>
          <key>WorkingDirectory</key>
          <string>/</string>
          <key>StandardOutPath</key>
          <string>%4$s</string>
          <key>StandardErrorPath</key>
          <string>%4$s</string>
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
        """
        .formatted(escaped(label), words(service), variables(service), escaped("" + service.log()));
  }

  private static String words(ServiceManager.Service service) {
    return service.words().stream()
        .map(word -> "    <string>" + escaped(word) + "</string>\n")
        .collect(Collectors.joining());
  }

  private static String variables(ServiceManager.Service service) {
    return service.environment().entrySet().stream()
        .map(
            entry ->
                "    <key>%s</key>\n    <string>%s</string>\n"
                    .formatted(escaped(entry.getKey()), escaped(entry.getValue())))
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
