package dev.continuo.engine;

import java.time.Duration;
import java.time.Instant;

/**
 * All the time and chance there is for one decision.
 *
 * @param wall the calendar's time, never before that of the last event
 * @param awake time that the machine has been awake, on a scale that only this store knows; it
 *     stands still while the machine sleeps and takes no part in jumps of the clock
 * @param seed the only source of chance
 */
public record Moment(Instant wall, Duration awake, long seed) {}
