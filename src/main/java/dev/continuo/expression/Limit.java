package dev.continuo.expression;

/**
 * What bounds an expression: an expression is written by whoever writes the plan, and the values
 * that it is evaluated with by the tasks, so that either may be hostile.
 *
 * <p>All limits but {@link #TIME} depend on the expression and its values alone: the same
 * evaluation meets the same limit on every machine.
 */
public enum Limit {
  /** How long an expression may be. */
  CHARACTERS("expression_characters", 4_096),
  /** How many nodes of its syntax tree may lie below each other, macros expanded. */
  DEPTH("expression_depth", 150),
  /** How many {@code map}, {@code filter}, {@code all}, {@code exists} … it may have. */
  MACROS("expression_macros", 20),
  /** How much one evaluation may do; a step takes about 50 ns. */
  STEPS("evaluation_steps", 5_000_000),
  /** How many bytes all values may take that one evaluation makes, kept or not. */
  BYTES("evaluation_bytes", 32 << 20),
  /** How many characters one text may have that it makes. */
  TEXT("evaluation_text_characters", 1 << 20),
  /** How many elements one list may have that it makes. */
  LIST("evaluation_list_elements", 100_000),
  /** How long a pattern of {@code matches} may be. */
  PATTERN("pattern_characters", 1_000),
  /** How many instructions such a pattern may be compiled to. */
  PROGRAM("pattern_instructions", 10_000),
  /** How many bytes the values may take that an evaluation is given. */
  VALUES("evaluation_values_bytes", 64 << 20),
  /** The last resort against what the other limits do not see. */
  TIME("evaluation_seconds", 30);

  private final String word;
  private final long most;

  Limit(String word, long most) {
    this.word = word;
    this.most = most;
  }

  /** Its name in sentences and in the documentation. */
  public String word() {
    return word;
  }

  /** The highest value that is allowed. */
  public long most() {
    return most;
  }

  /** The sentence of what goes beyond it. */
  public String exceeded() {
    return "limit `" + word + "`: exceeded, at most " + most + " are allowed";
  }
}
