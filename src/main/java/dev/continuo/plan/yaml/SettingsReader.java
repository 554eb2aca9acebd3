package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.CONTINUE_ON_ERROR;
import static dev.continuo.plan.yaml.Grammar.DELAY;
import static dev.continuo.plan.yaml.Grammar.DELAY_MAX;
import static dev.continuo.plan.yaml.Grammar.MAX;
import static dev.continuo.plan.yaml.Grammar.ON_TIMEOUT;
import static dev.continuo.plan.yaml.Grammar.PRIORITY;
import static dev.continuo.plan.yaml.Grammar.TIMEOUT;
import static dev.continuo.plan.yaml.Grammar.WORKDIR;

import dev.continuo.plan.Flaw;
import dev.continuo.task.Blame;
import dev.continuo.task.Durations;
import dev.continuo.task.Retries;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@code defaults} and each task can say. */
final class SettingsReader {
  private final GateReader gates;
  private final EnvReader env;
  private final Pools pools;

  SettingsReader(GateReader gates, EnvReader env, Pools pools) {
    this.gates = gates;
    this.env = env;
    this.pools = pools;
  }

  /** What the section says, and {@code base} where it says nothing; variables add up. */
  Settings read(Section section, Settings base) {
    var after = section.get(TIMEOUT);
    var action = section.get(ON_TIMEOUT);
    return new Settings(
        section.read(Grammar.ENV, base.env(), value -> merged(base.env(), env.read(value))),
        section.read(Grammar.SECRETS, base.secrets(), SecretsReader::read),
        section.read(WORKDIR, base.workdir(), SettingsReader::workdir),
        after == null ? base.after() : after.span(TIMEOUT.form()),
        action == null ? base.action() : action.word(ON_TIMEOUT.form()),
        section.read(Grammar.RETRIES, base.retries(), SettingsReader::retries),
        section.read(PRIORITY, base.priority(), value -> value.word(PRIORITY.form())),
        section.read(Grammar.LOCKS, base.locks(), SettingsReader::locks),
        section.read(ResourceGrammar.RESOURCES, base.resources(), pools::asks),
        section.read(CONTINUE_ON_ERROR, base.blame(), SettingsReader::blame),
        section.read(Grammar.GATES, base.gates(), gates::read));
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
    return below(value, WORKDIR.form(), Flaw.WORKDIR_OUTSIDE);
  }

  /** The path without detours, when it leads to what is below the project. */
  static @Nullable String below(Value value, Form.Folder form, Flaw outside) {
    var text = value.text(form);
    if (text == null) {
      return null;
    }
    var steps = new ArrayDeque<String>();
    for (var step : text.split("/", -1)) {
      if (step.equals("..") ? steps.pollLast() == null : step.isEmpty() && text.startsWith("/")) {
        value.tell(
            outside,
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
      var subject = value.subject().part(value.what());
      return backoff(new Section(subject, fields).only(Grammar.BACKOFF.keys()));
    }
    if (!(value.tree() instanceof Tree.Scalar)) {
      value.wrongType(Grammar.RETRIES.form().allowed());
      return null;
    }
    var max = value.whole(MAX.form());
    return max == null ? null : new Retries(max, Retries.NONE.delay(), Retries.NONE.delayMax());
  }

  private static @Nullable Retries backoff(Section section) {
    var none = Retries.NONE;
    var max = section.require(MAX, 0, value -> value.whole(MAX.form()));
    var delay = section.read(DELAY, none.delay(), SettingsReader::delay);
    var least = delay.compareTo(none.delayMax()) > 0 ? delay : none.delayMax();
    var delayMax = section.read(DELAY_MAX, least, SettingsReader::delay);
    var written = section.get(DELAY_MAX);
    if (written != null && delayMax.compareTo(delay) < 0) {
      written.tell(
          Flaw.DURATION_OUT_OF_RANGE,
          "is shorter than `delay`",
          "write at least `" + Durations.text(delay) + "`");
      return null;
    }
    return new Retries(max, delay, delayMax);
  }

  private static @Nullable Duration delay(Value value) {
    return value.span(DELAY.form());
  }

  private static @Nullable Blame blame(Value value) {
    var tolerated = value.truth(CONTINUE_ON_ERROR.form());
    return tolerated == null ? null : tolerated ? Blame.NOBODY : Blame.RUN;
  }

  private static @Nullable List<String> locks(Value value) {
    var items =
        value.tree() instanceof Tree.Scalar ? List.of(value) : value.items(Grammar.LOCK_LIST);
    if (items == null) {
      return null;
    }
    var locks = new LinkedHashSet<String>();
    for (var item : items) {
      var lock = item.listedName();
      if (lock != null && !locks.add(lock)) {
        value.tell(
            Flaw.LOCK_DUPLICATE, "has " + Quote.of(lock) + " twice", "remove one of the two");
      }
    }
    return new ArrayList<>(locks);
  }
}
