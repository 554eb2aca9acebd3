package dev.continuo.cli;

import java.util.List;

/** How a command ends, as the number that its caller sees. */
enum Exit {
  SUCCEEDED(0),
  FAILED(1),
  /** The command or its input is wrong. */
  USAGE(2),
  /** What was named does not exist, or no server answers. */
  NOT_FOUND(3),
  /** It was still running when the timeout came. */
  STILL_RUNNING(4),
  CANCELLED(5),
  /** Only a person's decision can move it. */
  PERSON(6),
  /** Our mistake: EX_SOFTWARE of sysexits.h. */
  BUG(70);

  private static final List<Exit> BY_WEIGHT =
      List.of(SUCCEEDED, CANCELLED, PERSON, FAILED, STILL_RUNNING);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The end that a process means by its exit code; a code that we do not use is a failure. */
  static Exit of(int code) {
    for (var exit : values()) {
      if (exit.code == code) {
        return exit;
      }
    }
    return FAILED;
  }

  /** The graver of two ends of runs; one that is still running outweighs all that has ended. */
  Exit or(Exit other) {
    return BY_WEIGHT.indexOf(this) >= BY_WEIGHT.indexOf(other) ? this : other;
  }
}
