package dev.continuo.engine;

/**
 * What an administrator can wish of quarantines. Both take effect with the next start of a server:
 * they are given while none runs.
 */
public sealed interface QuarantineCommand extends Command {
  /**
   * Sets a home aside.
   *
   * @param name how people name it
   * @param by who does it
   */
  record Set(Home home, String name, String reason, String by) implements QuarantineCommand {}

  /** Lets a home take part again. */
  record Lift(Home home, String name, String by) implements QuarantineCommand {}

  /** The wake command that each table needs; a quarantine is never due. */
  record Wake(Home home) implements QuarantineCommand {}
}
