package dev.continuo.e2e;

/** What a command left when it ended. */
record Ended(int exitCode, String out, String err) {}
