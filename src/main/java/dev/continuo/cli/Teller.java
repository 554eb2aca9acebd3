package dev.continuo.cli;

import java.io.IOException;

/** Tells somebody how a run goes while it is watched. */
interface Teller {
  /** Reads what there is of the run; called again when a server that was away had to be found. */
  void meet(String run) throws IOException;

  /** Tells of one event of the run, in the order of events. */
  void tell(EventView event) throws IOException;

  /** Looks at the run as a whole, each minute. */
  void look(String run) throws IOException;

  /** Whether the last output of a task was shown, and is still to be seen on a usual screen. */
  boolean justShown(String task);
}
