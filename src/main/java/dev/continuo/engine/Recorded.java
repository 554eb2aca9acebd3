package dev.continuo.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * An event with its envelope, as the journal keeps it.
 *
 * @param sequence its place in the log, counted from 1 without a gap
 * @param cause the sequence number of the event that led to it; 0 when a command did
 */
public record Recorded(
    long sequence, Instant wall, Duration awake, Actor actor, long cause, Event event) {}
