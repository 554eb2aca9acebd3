package dev.continuo.worker;

import java.time.Duration;

/**
 * How soon a worker does what it does by the clock.
 *
 * @param look how often living turns are looked at
 * @param launchMax a turn whose process is unknown for so long is barred and reported lost
 * @param recordMax a shim that has not recorded the end of its command for so long is killed
 * @param sweep the shortest time between two sweeps
 * @param closeMax how long its end waits for launches that are half done
 */
record Pace(
    Duration look, Duration launchMax, Duration recordMax, Duration sweep, Duration closeMax) {

  static final Pace DEFAULT =
      new Pace(
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofSeconds(30));
}
