package dev.continuo.routing;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who does work of some kind.
 *
 * @param name as people say it: {@code Senior Engineer}
 * @param tier how large a model it takes: {@code Sonnet}; empty when that is not said
 */
public record Specialist(String name, String tier) {
  private static final int LENGTH_MAX = 100;
  private static final Pattern WRITTEN =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9 _.-]*?)(?: *\\(([A-Za-z0-9][A-Za-z0-9 _.-]*)\\))?");
  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9_.]+");
  private static final Pattern LAST = Pattern.compile("-+$");

  /** Reads {@code NAME (TIER)}, or the name alone. */
  public static Optional<Specialist> parse(String text) {
    var written = WRITTEN.matcher(text.strip());
    return text.length() <= LENGTH_MAX && written.matches()
        ? Optional.of(
            new Specialist(
                written.group(1), Optional.ofNullable(written.group(2)).orElse("").strip()))
        : Optional.empty();
  }

  /** The name of the agent that this is: {@code senior-engineer}. */
  public String agent() {
    var words = BETWEEN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    return LAST.matcher(words).replaceAll("");
  }

  @Override
  public String toString() {
    return tier.isEmpty() ? name : name + " (" + tier + ")";
  }
}
