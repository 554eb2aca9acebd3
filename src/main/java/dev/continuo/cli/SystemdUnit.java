package dev.continuo.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The unit that has systemd run the server of one user; systemd.service(5), systemd.exec(5). */
final class SystemdUnit {
  private SystemdUnit() {}

  static String text(ServiceManager.Service service) {
    return """
        # Written by `continuo server install`, removed by `continuo server uninstall`.
        [Unit]
        Description=Continuo, which runs plans of commands and coding agents
        # What fails again and again, such as a damaged store, waits for a person.
        StartLimitIntervalSec=120
        StartLimitBurst=5

        [Service]
        Type=exec
        ExecStart=%s
        %sWorkingDirectory=/
        StandardOutput=append:%s
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
        """
        .formatted(command(service), variables(service), percents(service.log().toString()));
  }

  private static String command(ServiceManager.Service service) {
    var words = service.words();
    // a dollar sign would begin a variable, but not in the program's own name
    return Stream.concat(
            Stream.of(quoted(words.getFirst())),
            words.stream().skip(1).map(word -> quoted(word.replace("$", "$$"))))
        .collect(Collectors.joining(" "));
  }

  private static String variables(ServiceManager.Service service) {
    return service.environment().entrySet().stream()
        .map(entry -> "Environment=" + quoted(entry.getKey() + "=" + entry.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return "\"" + percents(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
  }

  /** A percent sign would begin a specifier. */
  private static String percents(String text) {
    return text.replace("%", "%%");
  }
}
