package dev.continuo.delivery;

/**
 * A delivery: its receiver, and the number of the fact. A receiver gets its deliveries in the order
 * of their numbers, which are never given twice. In public {@code ci.000000000042}.
 */
public record DeliveryId(String receiver, long number) implements Comparable<DeliveryId> {
  private static final int DIGITS = 12;

  /** The delivery of this text, which the store has kept. */
  public static DeliveryId stored(String text) {
    var dot = text.lastIndexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("no id of a delivery: " + text);
    }
    return new DeliveryId(text.substring(0, dot), Long.parseLong(text.substring(dot + 1)));
  }

  /** As their texts are, which is how a store sorts them. */
  @Override
  public int compareTo(DeliveryId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    var digits = Long.toString(number);
    return receiver + "." + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }
}
