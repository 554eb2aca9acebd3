package dev.continuo.http;

import java.time.Instant;

/**
 * The time before this server in which none ran, and what nobody enforced in it.
 *
 * @param since when the last server stopped, or gave its last sign of life
 * @param until when this one began
 * @param killed whether the last server ended without its doing, so that {@code since} is the
 *     earliest that can be
 * @param attempts how many ran on, those that ended meanwhile too
 * @param overdue how many of them had their timeout run out, and are dealt with now
 */
public record Absence(Instant since, Instant until, boolean killed, int attempts, int overdue) {}
