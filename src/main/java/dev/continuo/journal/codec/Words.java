package dev.continuo.journal.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The names that types have in JSON. */
final class Words {
  private Words() {}

  /** {@code TurnEnded} is {@code turn-ended}. */
  static String kebab(String camel) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** {@code CHANGES_REQUIRED} is {@code changes-required}. */
  static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The name of a member of an open family, such as all events: {@code TaskEvent.TurnEnded} is
   * {@code task.turn-ended}, {@code GatePart} is {@code gate}, {@code Reply.Done} is {@code done}.
   */
  static String member(Class<?> marker, Class<?> member) {
    var family = member.getEnclosingClass();
    if (family == null) {
      return stem(marker, member);
    }
    var name = kebab(member.getSimpleName());
    return family == marker ? name : stem(marker, family) + "." + name;
  }

  private static String stem(Class<?> marker, Class<?> type) {
    var name = type.getSimpleName();
    var suffix = marker.getSimpleName();
    return kebab(name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name);
  }

  /** The records of a sealed family, those of nested ones too; a record is its own family. */
  static List<Class<?>> records(Class<?> family) {
    if (family.isRecord()) {
      return List.of(family);
    }
    var permitted = family.getPermittedSubclasses();
    if (permitted == null) {
      throw new IllegalArgumentException("bug: " + family + " is neither a record nor sealed");
    }
    return Arrays.stream(permitted)
        .<Class<?>>flatMap(type -> Stream.of(type).map(Words::records).flatMap(List::stream))
        .distinct()
        .toList();
  }
}
