package dev.continuo.task;

import java.time.Instant;

/** A turn that is over, as the task remembers it. */
public record EndedTurn(TurnId id, Instant started, Instant ended, Outcome outcome, Exit exit) {}
