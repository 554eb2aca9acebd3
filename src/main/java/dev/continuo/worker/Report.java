package dev.continuo.worker;

/**
 * A fact about a turn, delivered at least once and, for one turn, always in the order of this list:
 * after a restart of the server everything that is not settled and swept is told again.
 */
public sealed interface Report {

  /** The turn that it is about. */
  TurnId turn();

  /** The command cannot run as it was ordered, or was not to; nothing was started. */
  record Refused(TurnId turn, String reason) implements Report {}

  /** The command's process exists. */
  record Launched(TurnId turn, ProcessIdentity process) implements Report {}

  /** The command ended; its descendants may live until the sweep. */
  record Exited(TurnId turn, Exit exit) implements Report {}

  /** The turn is over or was never begun, and nobody can tell how it ended. */
  record Lost(TurnId turn, String reason) implements Report {}

  /** No process of the turn is left; so many had to be killed for that. */
  record Swept(TurnId turn, int killed) implements Report {}
}
