package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.Grammar.AGENT;
import static dev.continuo.plan.yaml.Grammar.PROMPT;
import static dev.continuo.plan.yaml.Grammar.RUN;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.question.QuestionPart;
import dev.continuo.routing.Fallback;
import dev.continuo.routing.Recommendation;
import dev.continuo.routing.Routing;
import dev.continuo.routing.Specialist;
import dev.continuo.task.Part;
import dev.continuo.task.RoutedPart;
import dev.continuo.task.TagsPart;
import dev.continuo.task.TitlePart;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out who does a task that has a prompt and names nobody. */
final class Router {
  /** Of more tasks that no specialist matched, only the number is told. */
  private static final int TASKS_TOLD_MAX = 5;

  private final Routing routing;
  private final WorkReader work;
  private final List<String> notes = new ArrayList<>();
  private final List<QuestionPart.Option> options = new ArrayList<>();
  private int unmatched;

  Router(Routing routing, WorkReader work) {
    this.routing = routing;
    this.work = work;
  }

  /** Whether the task leaves it to its tags. */
  boolean routes(Section task) {
    return routing.configured()
        && task.has(PROMPT)
        && Stream.of(RUN, AGENT).noneMatch(key -> task.has(key) || task.meant(key));
  }

  /**
   * The work of a task that does; who has it is added to what the task says of itself.
   *
   * @param name of the task
   */
  Work read(Section task, String name, Place at, List<Part> own) {
    var tags = part(own, TagsPart.class).map(TagsPart::tags).findFirst().orElse(List.of());
    return switch (routing.recommend(tags)) {
      case Recommendation.Matched matched -> {
        var specialist = matched.specialist();
        own.add(part(specialist, matched.matched(), matched.reason()));
        yield work.routed(task, specialist, at);
      }
      case Recommendation.Default otherwise -> {
        var lines = heading(title(own, name), tags);
        lines.add(otherwise.note());
        note(lines);
        own.add(part(otherwise.specialist(), List.of(), otherwise.reason()));
        yield work.routed(task, otherwise.specialist(), at);
      }
      case Recommendation.Open(var choices) when choices.isEmpty() ->
          undecided(
              task,
              at,
              unmatched(tags) + ", and the project's mapping names nobody who could handle it",
              "write `agent: NAME` in the task, or a row in the project's mapping");
      case Recommendation.Open(var choices) when choices.size() > QuestionPart.OPTIONS_MAX ->
          undecided(
              task,
              at,
              unmatched(tags)
                  + ", and "
                  + choices.size()
                  + " specialists could handle it, at most "
                  + QuestionPart.OPTIONS_MAX
                  + " can be asked about",
              "write `agent: NAME` in the task, or a tag that the project's mapping has");
      case Recommendation.Open open -> {
        var text = heading(title(own, name), tags);
        text.addAll(open.question());
        var question =
            QuestionPart.open(String.join("\n", text), options(task, open.choices(), at));
        note(question.lines());
        own.add(question);
        yield work.unassigned(task);
      }
      case Recommendation.Nobody _ ->
          undecided(
              task,
              at,
              unmatched(tags) + ", and no `fallback_behavior` says who handles it",
              "write `agent: NAME` in the task, or a tag that the project's mapping has");
    };
  }

  private static <P extends Part> Stream<P> part(List<Part> own, Class<P> type) {
    return own.stream().filter(type::isInstance).map(type::cast);
  }

  private static RoutedPart part(Specialist specialist, List<String> matched, String reason) {
    return new RoutedPart(specialist.name(), specialist.tier(), matched, reason);
  }

  /** What each choice means, for every task that asks: what is wrong with one is told once. */
  private List<QuestionPart.Option> options(Section task, List<Specialist> choices, Place at) {
    if (options.isEmpty()) {
      for (var specialist : choices) {
        options.add(
            new QuestionPart.Option(
                specialist.toString(), work.choice(task, options.size() + 1, specialist, at)));
      }
    }
    return options;
  }

  private static String title(List<Part> own, String name) {
    return part(own, TitlePart.class).map(TitlePart::title).findFirst().orElse(name);
  }

  private void note(List<String> lines) {
    if (++unmatched <= TASKS_TOLD_MAX) {
      notes.addAll(lines);
    }
  }

  /** Which task it is that nobody was found for. */
  private static List<String> heading(String title, List<String> tags) {
    var lines = new ArrayList<String>();
    lines.add("Task: " + title);
    lines.add(
        "Tags: " + (tags.isEmpty() ? "none" : String.join(", ", tags)) + " (no domain match)");
    return lines;
  }

  private static String unmatched(List<String> tags) {
    return tags.isEmpty()
        ? "has no tags that a specialist could be found by"
        : "no specialist matched by its tags "
            + tags.stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
  }

  private static Work undecided(Section task, Place at, String message, String hint) {
    task.subject().tell(Flaw.SPECIALIST_UNDECIDED, at, message, hint);
    return new Work.Inline();
  }

  /** What is told about the tasks that were read. */
  List<String> notes() {
    var all = new ArrayList<>(notes);
    if (unmatched > TASKS_TOLD_MAX) {
      all.add("and " + (unmatched - TASKS_TOLD_MAX) + " more tasks");
    }
    if (unmatched > 0 && routing.fallback().equals(Optional.of(Fallback.USE_DEFAULT))) {
      all.addAll(routing.advice());
    }
    return all;
  }
}
