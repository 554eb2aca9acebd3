package dev.continuo.cli;

/** What is said when Ctrl-C ends the process; the exit code is 130 then, as of every process. */
record Interrupt(Thread hook) implements AutoCloseable {
  static Interrupt says(Runnable words) {
    var interrupt = new Interrupt(new Thread(words, "interrupt"));
    Runtime.getRuntime().addShutdownHook(interrupt.hook());
    return interrupt;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the words are being said.
      return;
    }
  }
}
