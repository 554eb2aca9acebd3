package dev.continuo.cli;

/** Ends a command with a sentence for its user; the hint is empty when there is nothing to add. */
class CommandError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Exit exit;
  private final String says;
  private final String hint;

  CommandError(Exit exit, String says, String hint) {
    super(says, null, false, false);
    this.exit = exit;
    this.says = says;
    this.hint = hint;
  }

  Exit exit() {
    return exit;
  }

  String says() {
    return says;
  }

  String hint() {
    return hint;
  }
}
