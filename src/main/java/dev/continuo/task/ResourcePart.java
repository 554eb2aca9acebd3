package dev.continuo.task;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What each turn of a task is given of pools, such as ports, for itself alone. A turn has its
 * values from its start until it is swept, and its processes find them in their environment.
 *
 * @param asks at most one for each pool
 */
public record ResourcePart(List<Ask> asks) implements Part {
  /** The ledger of the pools. */
  public static final String LEDGER = "resource";

  /** How many pools one task may ask. */
  public static final int ASKS_MAX = 100;

  /** How many values a pool may have: each task that asks carries them. */
  public static final int VALUES_MAX = 100;

  /** What every value is; for sentences that say what is allowed. */
  public static final String RULE = "must be 1 to 100 characters without spaces";

  public static final String PATTERN = "[^\\s\\p{Cntrl}]{1,100}";

  private static final Pattern VALUE = Pattern.compile(PATTERN);

  /** So many of the values of a pool, whichever are free. */
  public record Ask(String pool, int count, List<String> values) {
    public Ask {
      values = List.copyOf(values);
    }
  }

  public ResourcePart {
    asks = List.copyOf(asks);
  }

  /** What the task asks for; nothing, if it has no such part. */
  public static List<Ask> of(TaskSpec spec) {
    return spec.part(ResourcePart.class).map(ResourcePart::asks).orElse(List.of());
  }

  public static boolean isValue(String text) {
    return VALUE.matcher(text).matches();
  }

  /** The variable of the environment that has the values that were given of a pool. */
  public static String variable(String pool) {
    return "RESOURCE_" + pool.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The variables of a turn with these leases; several values of one pool have a space between. */
  public static Map<String, String> variables(List<Lease> leases) {
    return leases.stream()
        .filter(lease -> lease.ledger().equals(LEDGER))
        .collect(
            Collectors.groupingBy(
                lease -> variable(lease.key()),
                TreeMap::new,
                Collectors.mapping(Lease::value, Collectors.joining(" "))));
  }
}
