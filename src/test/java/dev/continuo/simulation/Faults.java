package dev.continuo.simulation;

/** Draws the faults of a life, and counts them; draws nothing any more once it is healed. */
final class Faults {
  private final Chance chance;
  private final Exercised exercised;
  private final Trace trace;
  private final int rarity;
  private boolean healed;

  /**
   * @param rarity how much rarer everything is than its caller says; 0 for a life without faults
   */
  Faults(Chance chance, Exercised exercised, Trace trace, int rarity) {
    this.chance = chance;
    this.exercised = exercised;
    this.trace = trace;
    this.rarity = rarity;
  }

  boolean strikes(Fault fault, int once) {
    if (healed || rarity == 0 || !chance.once(once * rarity)) {
      return false;
    }
    exercised.count(fault);
    trace.say(() -> "fault: " + fault.says());
    return true;
  }

  void heal() {
    healed = true;
  }
}
