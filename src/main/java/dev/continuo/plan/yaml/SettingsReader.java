package dev.continuo.plan.yaml;

import dev.continuo.task.Blame;
import dev.continuo.task.Durations;
import dev.continuo.task.Priority;
import dev.continuo.task.Retries;
import dev.continuo.task.Timeout;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@code defaults} and each task can say. */
final class SettingsReader {
  static final List<String> KEYS =
      List.of(
          "env",
          "secrets",
          "workdir",
          "timeout",
          "on-timeout",
          "retries",
          "priority",
          "locks",
          "continue-on-error",
          "gates");
  static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
  static final int LOCKS_MAX = 100;

  private static final List<String> RETRY_KEYS = List.of("max", "delay", "delay-max");

  private static final Map<String, Timeout.Action> ACTIONS =
      Map.of("ask", Timeout.Action.ASK, "stop", Timeout.Action.STOP);

  private final GateReader gates;

  SettingsReader(GateReader gates) {
    this.gates = gates;
  }

  /** What the section says, and {@code base} where it says nothing; variables add up. */
  Settings read(Section section, Settings base) {
    var after = section.get("timeout");
    var action = section.get("on-timeout");
    return new Settings(
        section.read("env", base.env(), value -> merged(base.env(), EnvReader.read(value))),
        section.read("secrets", base.secrets(), SecretsReader::read),
        section.read("workdir", base.workdir(), SettingsReader::workdir),
        after == null ? base.after() : after.duration(TIMEOUT_MIN, Timeout.MAX),
        action == null ? base.action() : action.word(ACTIONS, "`ask` or `stop`"),
        section.read("retries", base.retries(), SettingsReader::retries),
        section.read("priority", base.priority(), SettingsReader::priority),
        section.read("locks", base.locks(), SettingsReader::locks),
        section.read("continue-on-error", base.blame(), SettingsReader::blame),
        section.read("gates", base.gates(), gates::read));
  }

  private static @Nullable SortedMap<String, String> merged(
      SortedMap<String, String> base, @Nullable SortedMap<String, String> more) {
    if (more == null || base.isEmpty()) {
      return more;
    }
    var merged = new TreeMap<>(base);
    merged.putAll(more);
    return merged;
  }

  private static @Nullable String workdir(Value value) {
    var text = value.text("a path below the project");
    if (text == null) {
      return null;
    }
    var steps = new ArrayDeque<String>();
    for (var step : text.split("/", -1)) {
      if (step.equals("..") ? steps.pollLast() == null : step.isEmpty() && text.startsWith("/")) {
        value.tell(
            "workdir_outside",
            "leads out of the project, found " + Quote.of(text) + ", must be a path below it",
            "write it as seen from the project, like " + value.example());
        return null;
      }
      if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }

  private static @Nullable Retries retries(Value value) {
    if (value.tree() instanceof Tree.Fields fields) {
      return backoff(new Section(value.subject().part("`retries`"), fields).only(RETRY_KEYS));
    }
    if (!(value.tree() instanceof Tree.Scalar)) {
      value.wrongType(
          "a whole number from 0 to "
              + Retries.MAX
              + ", or a map with "
              + Section.listed(RETRY_KEYS));
      return null;
    }
    var max = value.number(0, Retries.MAX);
    return max == null ? null : new Retries(max, Retries.NONE.delay(), Retries.NONE.delayMax());
  }

  private static @Nullable Retries backoff(Section section) {
    var none = Retries.NONE;
    var max = section.require("max", 0, value -> value.number(0, Retries.MAX));
    var delay = section.read("delay", none.delay(), SettingsReader::delay);
    var least = delay.compareTo(none.delayMax()) > 0 ? delay : none.delayMax();
    var delayMax = section.read("delay-max", least, SettingsReader::delay);
    var written = section.get("delay-max");
    if (written != null && delayMax.compareTo(delay) < 0) {
      written.tell(
          "number_out_of_range",
          "is shorter than `delay`",
          "write at least `" + Durations.text(delay) + "`");
      return null;
    }
    return new Retries(max, delay, delayMax);
  }

  private static @Nullable Duration delay(Value value) {
    return value.duration(Duration.ZERO, Timeout.MAX);
  }

  private static @Nullable Priority priority(Value value) {
    return value.word(Priority.WORDS, "`urgent`, `high`, `normal` or `low`");
  }

  private static @Nullable Blame blame(Value value) {
    var tolerated = value.truth();
    return tolerated == null ? null : tolerated ? Blame.NOBODY : Blame.RUN;
  }

  private static @Nullable List<String> locks(Value value) {
    var items =
        value.tree() instanceof Tree.Scalar
            ? List.of(value)
            : value.items(LOCKS_MAX, "a name or a list of names");
    if (items == null) {
      return null;
    }
    var locks = new LinkedHashSet<String>();
    for (var item : items) {
      var lock = item.listedName();
      if (lock != null && !locks.add(lock)) {
        value.tell("lock_duplicate", "has " + Quote.of(lock) + " twice", "remove one of the two");
      }
    }
    return new ArrayList<>(locks);
  }
}
