package dev.continuo.server.turn;

import dev.continuo.server.output.LastLines;
import dev.continuo.server.output.Mask;
import dev.continuo.task.Blocker;
import dev.continuo.task.Exit;
import dev.continuo.task.Remedy;
import dev.continuo.task.Result;
import dev.continuo.task.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reads what a worker saw of a turn's end into the words of the core. */
public final class Exits {
  /** Of more findings the first are told apart; all of them stand in the result itself. */
  private static final int FINDINGS_MAX = 100;

  private static final int FINDING_LENGTH_MAX = 500;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Function<String, Text> keep;
  private final Supplier<Mask> masks;

  /**
   * Exits whose texts are free of secrets.
   *
   * @param keep stores long texts, durably
   * @param masks what hides the secrets that there are now
   */
  public Exits(Function<String, Text> keep, Supplier<Mask> masks) {
    this.keep = keep;
    this.masks = masks;
  }

  /** What hides the secrets that there are now. */
  public Mask mask() {
    return masks.get();
  }

  /** The end that a worker saw of a turn, and the last lines of what the turn wrote. */
  public Exit exit(dev.continuo.worker.Exit seen, Path output) {
    var tail = keep.apply(LastLines.of(output, mask()));
    var ended =
        switch (seen.outcome()) {
          case dev.continuo.worker.Outcome.Exited(var code) ->
              new Exit(code == 0, "exit code " + code, Result.NONE, tail);
          case dev.continuo.worker.Outcome.Signalled(var signal) ->
              new Exit(false, "ended by signal " + signal, Result.NONE, tail);
          case dev.continuo.worker.Outcome.Stopped _ ->
              new Exit(false, "stopped, and nobody saw how it ended", Result.NONE, tail);
          case dev.continuo.worker.Outcome.NeverStarted _ ->
              new Exit(false, "stopped before it started", Result.NONE, tail);
        };
    return switch (seen.result()) {
      case dev.continuo.worker.Result.None _ -> ended;
      case dev.continuo.worker.Result.Text(var json) -> with(ended, json);
      case dev.continuo.worker.Result.Unreadable(var reason) ->
          spoiled(ended, "its result cannot be read: " + reason);
      case dev.continuo.worker.Result.TooLarge(var size) ->
          spoiled(
              ended,
              "its result has "
                  + size.count()
                  + " bytes, at most "
                  + dev.continuo.worker.Result.MAX.count()
                  + " are allowed");
    };
  }

  /** The result of a turn that has said something that can be used. */
  public Optional<JsonNode> said(dev.continuo.worker.Exit seen) {
    return seen.result() instanceof dev.continuo.worker.Result.Text(var json)
        ? Optional.of(JSON.readTree(json))
        : Optional.empty();
  }

  /** What the last line of an output says of the task. */
  public Optional<ReportLine> reported(Path output) {
    return ReportLine.of(LastLines.of(output, mask()));
  }

  /** Why the task cannot go on, as it says itself: by its last line, or by its result. */
  public Optional<Remedy.Block> blocked(Optional<JsonNode> said, Optional<ReportLine> report) {
    var result = said.filter(JsonNode::isObject);
    var reason =
        result
            .map(node -> node.path("blocked").asString(""))
            .filter(text -> !text.isBlank())
            .map(text -> mask().apply(text))
            .or(
                () ->
                    report
                        .filter(line -> line.word() == ReportLine.Word.BLOCKED)
                        .map(ReportLine::status));
    var blocker = Blocker.of(result.map(node -> node.path("blocker").asString("")).orElse(""));
    return reason.map(
        text ->
            new Remedy.Block(
                blocker.kind(), text.substring(0, Math.min(text.length(), FINDING_LENGTH_MAX))));
  }

  private Exit with(Exit ended, String json) {
    try {
      var said = JSON.readTree(json);
      if (!said.isObject()) {
        return spoiled(ended, "its result is not a JSON object");
      }
      var mask = mask();
      var node = masked(said, mask);
      // a key that stands twice is read once, and the other text of it stands in the JSON only
      var clean = node.equals(said) && mask.apply(json).equals(json);
      var verdict = node.path("verdict");
      var result =
          new Result(
              keep.apply(clean ? json : JSON.writeValueAsString(node)),
              verdict.isString() ? verdict.stringValue() : null,
              findings(node.path("findings")));
      return new Exit(ended.clean(), ended.detail(), result, ended.tail());
    } catch (JacksonException malformed) {
      return spoiled(ended, "its result is not JSON" + place(malformed));
    }
  }

  /**
   * Where, and not what: the parser's own words quote the text, and of half a secret no mask knows
   * what it is.
   */
  private static String place(JacksonException malformed) {
    var at = malformed.getLocation();
    return at == null || at.getLineNr() < 1
        ? ""
        : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  /** A failure without a turn that ended, in words that may repeat what a process was given. */
  public Exit failure(String reason) {
    return new Exit(false, mask().apply(reason), Result.NONE, Text.EMPTY);
  }

  /** Value by value: a number that holds a secret becomes a text, and JSON stays JSON. */
  private static JsonNode masked(JsonNode node, Mask mask) {
    return switch (node) {
      case ObjectNode object -> {
        var masked = JSON.createObjectNode();
        object.forEachEntry((key, value) -> masked.set(mask.apply(key), masked(value, mask)));
        yield masked;
      }
      case ArrayNode array -> {
        var masked = JSON.createArrayNode();
        array.forEach(value -> masked.add(masked(value, mask)));
        yield masked;
      }
      case JsonNode value -> {
        var text = value.asString("");
        var masked = mask.apply(text);
        yield masked.equals(text) ? value : StringNode.valueOf(masked);
      }
    };
  }

  /** A result that cannot be used is never a success: the worse of the two wins. */
  private Exit spoiled(Exit ended, String why) {
    var reason = mask().apply(why);
    return new Exit(
        false,
        ended.clean() ? reason : ended.detail() + ", and " + reason,
        Result.NONE,
        ended.tail());
  }

  private static List<String> findings(JsonNode node) {
    var findings = new ArrayList<String>();
    for (var each : node.isArray() ? node : List.<JsonNode>of()) {
      if (findings.size() < FINDINGS_MAX) {
        var text = each.isString() ? each.stringValue() : each.toString();
        findings.add(text.substring(0, Math.min(text.length(), FINDING_LENGTH_MAX)));
      }
    }
    return findings;
  }
}
