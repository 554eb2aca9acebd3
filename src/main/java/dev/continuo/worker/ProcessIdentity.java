package dev.continuo.worker;

/**
 * One process for all time: a pid alone is used again within seconds on a busy machine.
 *
 * @param start when it began: on Linux in clock ticks since the machine's start (field 22 of {@code
 *     /proc/PID/stat}), on macOS in seconds since 1970
 * @param boot the machine's boot id
 */
public record ProcessIdentity(long pid, long start, String boot) {}
