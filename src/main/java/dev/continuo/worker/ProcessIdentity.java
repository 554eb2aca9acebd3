package dev.continuo.worker;

/**
 * One process for all time: a pid alone is used again within seconds on a busy machine.
 *
 * @param start clock ticks from the machine's start to the process's start (field 22 of {@code
 *     /proc/PID/stat})
 * @param boot the machine's boot id
 */
public record ProcessIdentity(long pid, long start, String boot) {}
