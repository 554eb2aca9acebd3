package dev.continuo.cli;

import java.io.IOException;

/** Tells somebody who is about to type what a command reads from standard input. */
final class Typing {
  private Typing() {}

  static void announce(World world, String what) {
    if (Terminals.input() && !waiting(world)) {
      world.output().say("type " + what + " and end with Ctrl-D");
    }
  }

  private static boolean waiting(World world) {
    try {
      return world.input().available() > 0;
    } catch (IOException unknown) {
      return false;
    }
  }
}
