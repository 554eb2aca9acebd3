package dev.continuo.server.expression;

import dev.continuo.expression.Cel;
import dev.continuo.server.handover.Handover;
import dev.continuo.server.handover.Left;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What an expression is evaluated with, and the sentences that show it. */
final class Evidence {
  /** So much of an expression, and of what it was evaluated with, is part of a sentence. */
  private static final int SHOWN_MAX = 300;

  private final Map<String, Object> shown = new LinkedHashMap<>();
  private final Map<String, Object> inputs = new HashMap<>();
  private final Map<String, Object> needs;

  private Evidence(Map<String, Object> needs) {
    this.needs = needs;
  }

  static Evidence of(Handover handover, SortedMap<String, String> given, List<Left> left)
      throws Cel.Untold {
    return new Evidence(handover.values(left)).with(given, left);
  }

  /** The same with the result of the task itself, which is shown first. */
  static Evidence of(
      Object result, Handover handover, SortedMap<String, String> given, List<Left> left)
      throws Cel.Untold {
    var evidence = new Evidence(handover.values(left));
    evidence.shown.put("result", result);
    return evidence.with(given, left);
  }

  private Evidence with(SortedMap<String, String> given, List<Left> left) {
    given.forEach(
        (name, json) -> {
          inputs.put(name, Handover.value(json));
          shown.put("inputs." + name, json);
        });
    for (var each : left) {
      shown.put("needs." + each.task(), needs.getOrDefault(each.task(), Cel.NOTHING));
    }
    return this;
  }

  Map<String, Object> inputs() {
    return inputs;
  }

  Map<String, Object> needs() {
    return needs;
  }

  String shown() {
    return Shown.start(shown, SHOWN_MAX);
  }

  /** Why nothing came of it. */
  String untold(String what, Cel.Untold untold) {
    return untold(what, String.valueOf(untold.getMessage())) + "; it had " + shown();
  }

  /** Why nothing came of it before there was anything to show. */
  static String untold(String what, String why) {
    return what + " cannot be told: " + why;
  }

  static String shown(String expression) {
    var line = expression.replaceAll("\\s+", " ");
    return "`" + (line.length() <= SHOWN_MAX ? line : line.substring(0, SHOWN_MAX) + "…") + "`";
  }
}
