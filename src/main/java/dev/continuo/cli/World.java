package dev.continuo.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All that a command may touch of the process that it runs in.
 *
 * @param folder the current folder, which is the project of the runs that are started from it
 * @param zones where the clock is; the time zones take longer to read than most commands take to
 *     run
 * @param program looked for only when it is asked for, which few commands do
 */
record World(
    Map<String, String> environment,
    Path folder,
    InputStream input,
    Output output,
    Terminal terminal,
    InstantSource clock,
    Supplier<ZoneId> zones,
    Timing timing,
    Supplier<Version> program,
    Ports ports) {

  static World real(Ports ports) {
    var environment = System.getenv();
    return new World(
        environment,
        Path.of("").toAbsolutePath(),
        System.in,
        new Output(
            new FileOutputStream(FileDescriptor.out),
            Terminals.style(1, environment),
            new FileOutputStream(FileDescriptor.err),
            Terminals.style(2, environment)),
        new SystemTerminal(environment),
        InstantSource.system(),
        ZoneId::systemDefault,
        Timing.USUAL,
        Version::own,
        ports);
  }

  World with(Output other) {
    return new World(
        environment, folder, input, other, terminal, clock, zones, timing, program, ports);
  }

  ZoneId zone() {
    return zones.get();
  }

  /** Which version this program is. */
  Version version() {
    return program.get();
  }

  /** The variable's value; empty when it is not set. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
