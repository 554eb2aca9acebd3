package dev.continuo.engine;

/** Requests are answered by the engine itself; nobody commands them. */
public sealed interface RequestCommand extends Command {
  /** The wake command that each table needs; a request is never due. */
  record Wake(String key) implements RequestCommand {}
}
