package dev.continuo.worker;

import java.time.Instant;

/**
 * The end of a turn.
 *
 * @param ended when the shim wrote its record, which is right after the command's end
 */
public record Exit(Outcome outcome, Instant ended, Result result) {}
