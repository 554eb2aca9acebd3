package dev.continuo.launch;

import dev.continuo.engine.Command;
import dev.continuo.task.RunId;

/** What can be asked of launches. */
public sealed interface LaunchCommand extends Command {
  /** Lets the first task of the run start that waits for a person to launch it. */
  record Next(RunId run) implements LaunchCommand {}
}
