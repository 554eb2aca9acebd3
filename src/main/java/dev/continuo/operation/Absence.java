package dev.continuo.operation;

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
public record Absence(
    @Describe("when the last server stopped, or gave its last sign of life") Instant since,
    @Describe("when this one began") Instant until,
    @Describe("whether the last server was killed, so that `since` is the earliest that can be")
        boolean killed,
    @Describe("how many attempts ran on, those that ended meanwhile too") int attempts,
    @Describe("how many of them had their timeout run out") int overdue) {}
