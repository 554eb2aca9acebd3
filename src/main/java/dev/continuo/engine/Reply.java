package dev.continuo.engine;

/** What an accepted command answers its caller. */
public interface Reply {
  /** Nothing but "accepted". */
  Reply DONE = new Done();

  /** The reply of a command whose caller needs to know nothing else. */
  record Done() implements Reply {}
}
