package dev.continuo.cli;

/**
 * What is said when a signal (Ctrl-C, a closed terminal, kill) ends the process, whose exit code is
 * 128 and the signal's number then, as of every process: 130 after Ctrl-C.
 */
final class Interrupt implements AutoCloseable {
  private final Output output;
  private final Thread hook = new Thread(this::say, "interrupt");
  private volatile String words;

  private Interrupt(Output output, String words) {
    this.output = output;
    this.words = words;
  }

  /** From now on until it is closed, these are the words. */
  static Interrupt says(Output output, String words) {
    var interrupt = new Interrupt(output, words);
    try {
      Runtime.getRuntime().addShutdownHook(interrupt.hook);
    } catch (IllegalStateException e) {
      // The process is ending already, before there was anything to say.
      return interrupt;
    }
    return interrupt;
  }

  /** From now on, others are: something irrevocable is about to happen. */
  void says(String others) {
    words = others;
  }

  private void say() {
    output.interrupted(words);
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
