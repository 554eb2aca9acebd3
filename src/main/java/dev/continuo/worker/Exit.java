package dev.continuo.worker;

import java.time.Instant;

/**
 * The end of a turn.
 *
 * @param ended when the shim wrote its record, which is right after the command's end
 * @param lastLines the last 20 lines of the output, at most 8 KiB, invalid UTF-8 replaced
 */
public record Exit(Outcome outcome, Instant ended, Result result, String lastLines) {}
