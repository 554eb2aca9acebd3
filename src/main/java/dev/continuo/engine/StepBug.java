package dev.continuo.engine;

/**
 * A bug of ours, with what the engine did when it struck and the home that it did it for. It is the
 * only exception that leaves the engine, and nothing of the step that hit it is left behind.
 */
public final class StepBug extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int CAUSE_LENGTH_MAX = 300;

  /** What the message of an invariant that we check ourselves begins with. */
  private static final String OURS = "bug: ";

  /** What can be relied on after the bug. */
  public enum State {
    /** Everything in memory is as it was before the step. */
    INTACT,
    /** Something derived from the rows may be wrong: only another load brings the truth back. */
    IN_DOUBT,
    /** What was decided is durable, and could not be made true outside. */
    OUTSIDE
  }

  private final String act;
  private final long home;
  private final long after;
  private final State state;

  /**
   * A bug in an act.
   *
   * @param act what was done, as the noun of a sentence, such as {@code command `Start t-1`}; never
   *     holds more of a command than its name and its key, for logs and terminals show it
   * @param home whom it was done for; {@link Schema#EVERYWHERE} when that cannot be said
   * @param after the number of the last event before the act
   */
  StepBug(String act, long home, long after, State state, Throwable cause) {
    super("bug: " + act + (after == 0 ? "" : " after event " + after) + ": " + shown(cause), cause);
    this.act = act;
    this.home = home;
    this.after = after;
    this.state = state;
  }

  /** The bug that a row of this key runs into while it is loaded, asked or written. */
  public static StepBug row(Schema<?, ?> schema, Comparable<?> key, long home, Throwable cause) {
    return cause instanceof StepBug known
        ? known
        : new StepBug("row `" + schema.name() + " " + key + "`", home, 0, State.IN_DOUBT, cause);
  }

  /** The bug that an event runs into while it is applied again or written. */
  public static StepBug event(Recorded event, long home, Throwable cause) {
    return cause instanceof StepBug known
        ? known
        : new StepBug(
            "event `" + event.sequence() + " " + event.event().getClass().getSimpleName() + "`",
            home,
            0,
            State.IN_DOUBT,
            cause);
  }

  /** The bug that stops an effect from being made true. */
  public static StepBug effect(Effect effect, Tables tables, Throwable cause) {
    return cause instanceof StepBug known
        ? known
        : new StepBug(
            "effect `" + Subject.named(effect, tables) + "`",
            Subject.of(effect, tables).home(),
            0,
            State.OUTSIDE,
            cause);
  }

  /** What was done, as the noun of a sentence. */
  public String act() {
    return act;
  }

  /** The home it was done for; {@link Schema#EVERYWHERE} when that cannot be said. */
  public long home() {
    return home;
  }

  /** The number of the last event before it; 0 when the bug is in a row of whatever age. */
  public long after() {
    return after;
  }

  /** Whether what was done left nothing in the store. */
  public boolean undone() {
    return state != State.OUTSIDE;
  }

  /** Whether the engine can go on: an error of the JVM may have struck anywhere. */
  public boolean survivable() {
    return state == State.INTACT && !(rootCause() instanceof Error);
  }

  /** The cause in a few words. */
  public String found() {
    return shown(rootCause());
  }

  private Throwable rootCause() {
    var cause = getCause();
    return cause == null ? this : cause;
  }

  private static String shown(Throwable cause) {
    var message = cause.getMessage();
    var type = cause.getClass().getSimpleName();
    var text = message == null ? type : message.startsWith(OURS) ? message : type + ": " + message;
    text = text.startsWith(OURS) ? text.substring(OURS.length()) : text;
    return text.length() <= CAUSE_LENGTH_MAX ? text : text.substring(0, CAUSE_LENGTH_MAX) + "…";
  }
}
