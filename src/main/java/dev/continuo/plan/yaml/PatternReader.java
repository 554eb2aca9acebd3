package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.PatternGrammar.FAN_AGENT;
import static dev.continuo.plan.yaml.PatternGrammar.FAN_TASK;
import static dev.continuo.plan.yaml.PatternGrammar.HANDOFF_ARTIFACTS;
import static dev.continuo.plan.yaml.PatternGrammar.JOBS;
import static dev.continuo.plan.yaml.PatternGrammar.MAX_CONCURRENT;
import static dev.continuo.plan.yaml.PatternGrammar.PARALLEL_EXECUTION;
import static dev.continuo.plan.yaml.PatternGrammar.PATTERN;
import static dev.continuo.plan.yaml.PatternGrammar.POINT_LENGTH_MAX;
import static dev.continuo.plan.yaml.PatternGrammar.SEQUENTIAL;
import static dev.continuo.plan.yaml.PatternGrammar.STAGES;
import static dev.continuo.plan.yaml.PatternGrammar.STAGE_NAME;
import static dev.continuo.plan.yaml.PatternGrammar.SYNC_POINTS;

import dev.continuo.pattern.ConditionalBranching;
import dev.continuo.pattern.ConditionalBranching.Branch;
import dev.continuo.pattern.FanOutFanIn;
import dev.continuo.pattern.IncrementalWithValidation;
import dev.continuo.pattern.IncrementalWithValidation.Phase;
import dev.continuo.pattern.Job;
import dev.continuo.pattern.ParallelIndependent;
import dev.continuo.pattern.ParallelWithSyncPoints;
import dev.continuo.pattern.Pattern;
import dev.continuo.pattern.Pattern.Pace;
import dev.continuo.pattern.PrimaryWithReviewers;
import dev.continuo.pattern.SequentialHandoff;
import dev.continuo.pattern.Shape;
import dev.continuo.pattern.Stages;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads the configuration of a pattern, which is known by its keys. */
final class PatternReader {
  private static final String PRIMARY = "primary";
  private static final String ANALYZE = "analyze";
  private static final String VALIDATE = ".validate";

  private final Problems problems;

  PatternReader(Problems problems) {
    this.problems = problems;
  }

  /** Whether a file with these keys is the configuration of a pattern, and no plan. */
  static boolean recognises(Section section) {
    return section.has(PATTERN) || !shapes(section).isEmpty();
  }

  private static List<Shape> shapes(Section section) {
    return Arrays.stream(Shape.values()).filter(shape -> section.has(shape.key())).toList();
  }

  /**
   * The pattern with its tasks; none when it cannot be made out, which has then been told.
   *
   * @param cast who was given for it
   */
  Optional<Pattern> read(Section section, Cast cast) {
    return shape(section)
        .flatMap(shape -> read(shape, section.only(PatternGrammar.keys(shape)), cast));
  }

  private Optional<Pattern> read(Shape shape, Section section, Cast cast) {
    section.read(PATTERN, shape, value -> value.word(PATTERN.form()));
    var tasks = section.get(JOBS);
    if (tasks != null) {
      cast.read(tasks);
    }
    return switch (shape) {
      case PARALLEL_INDEPENDENT -> Optional.of(independent(section, cast));
      case SEQUENTIAL_HANDOFF -> Optional.of(handoff(section, cast));
      case PARALLEL_WITH_SYNC_POINTS -> synced(section, cast);
      case PRIMARY_WITH_REVIEWERS -> reviewed(section, cast);
      case INCREMENTAL_WITH_VALIDATION -> Optional.of(phased(section, cast));
      case FAN_OUT_FAN_IN -> fanned(section, cast);
      case CONDITIONAL_BRANCHING -> branched(section, cast);
      case COMBINATION -> Optional.of(stages(section, cast));
    };
  }

  private Optional<Shape> shape(Section section) {
    var found = shapes(section);
    var named = section.get(PATTERN);
    if (found.size() > 1) {
      tellTwo(section, found.get(0), found.get(1));
      return Optional.empty();
    }
    if (named == null) {
      if (found.isEmpty()) {
        tellNone(section);
      }
      return found.stream().findFirst();
    }
    var shape = named.word(PATTERN.form());
    if (shape != null && !found.isEmpty() && found.getFirst() != shape) {
      named.tell(
          Flaw.PATTERN_AMBIGUOUS,
          "is `"
              + shape.word()
              + "`, but key `"
              + found.getFirst().key()
              + "` is of `"
              + found.getFirst().word()
              + "`",
          "remove one of the two");
      return Optional.empty();
    }
    return Optional.ofNullable(shape);
  }

  private void tellTwo(Section section, Shape one, Shape other) {
    problems.add(
        new Problem(
            Flaw.PATTERN_AMBIGUOUS,
            section.place(),
            words(section)
                + "has keys of two patterns, found `"
                + one.key()
                + "` of "
                + one.word()
                + " and `"
                + other.key()
                + "` of "
                + other.word(),
            "remove one of the two, or make `stages` of them"));
  }

  private void tellNone(Section section) {
    problems.add(
        new Problem(
            Flaw.PATTERN_UNKNOWN,
            section.place(),
            words(section)
                + "is no configuration of a pattern, must have one of "
                + Section.listed(Arrays.stream(Shape.values()).map(Shape::key).toList()),
            "write `pattern: NAME`; `continuo pattern list` shows the names"));
  }

  private static String words(Section section) {
    return section.subject().words().isEmpty() ? "the file " : section.subject().words() + ": ";
  }

  private static Pace pace(Section section) {
    return section.read(
        PARALLEL_EXECUTION, Pace.TOGETHER, value -> pace(value.truth(PARALLEL_EXECUTION.form())));
  }

  private static @Nullable Pace pace(@Nullable Boolean together) {
    return together == null ? null : together ? Pace.TOGETHER : Pace.ONE_BY_ONE;
  }

  private static Pattern independent(Section section, Cast cast) {
    var limit =
        section.read(
            MAX_CONCURRENT,
            OptionalInt.empty(),
            value -> {
              var read = value.whole(MAX_CONCURRENT.form());
              return read == null ? null : OptionalInt.of(read);
            });
    return new ParallelIndependent(
        pace(section), limit, jobs(Shape.PARALLEL_INDEPENDENT, section, cast));
  }

  private static List<Job> jobs(Shape shape, Section section, Cast cast) {
    return cast.all(shape.word(), section.place());
  }

  private static Pattern handoff(Section section, Cast cast) {
    var pace = section.get(PARALLEL_EXECUTION);
    if (pace != null && pace(section) == Pace.TOGETHER) {
      pace.tell(
          Flaw.PATTERN_IMPOSSIBLE,
          "is `true`, but what is handed over has to be there first",
          "write `parallel_execution: false`");
    }
    var artifacts = section.read(HANDOFF_ARTIFACTS, List.<String>of(), Artifacts::names);
    return new SequentialHandoff(artifacts, jobs(Shape.SEQUENTIAL_HANDOFF, section, cast));
  }

  private static Optional<Pattern> synced(Section section, Cast cast) {
    var points = section.require(SYNC_POINTS, List.<String>of(), PatternReader::points);
    var jobs = jobs(Shape.PARALLEL_WITH_SYNC_POINTS, section, cast);
    var value = section.get(SYNC_POINTS);
    return value == null || points.isEmpty()
        ? Optional.empty()
        : Optional.of(new ParallelWithSyncPoints(pace(section), points, value.at(), jobs));
  }

  private static @Nullable List<String> points(Value value) {
    var items = value.items(SYNC_POINTS.form());
    var points = new LinkedHashSet<String>();
    for (var item : items == null ? List.<Value>of() : items) {
      var point = item.text(SYNC_POINTS.form().each());
      if (point != null && (point.length() > POINT_LENGTH_MAX || point.indexOf('\n') >= 0)) {
        item.tell(
            Flaw.NAME_INVALID,
            "is no title, found "
                + Quote.of(point)
                + ", must be one line of at most "
                + POINT_LENGTH_MAX
                + " characters",
            "shorten it to one line");
      } else if (point != null && !points.add(point)) {
        item.tell(
            Flaw.SYNC_POINT_DUPLICATE, "stands twice, found " + Quote.of(point), "remove one");
      }
    }
    if (items != null && items.isEmpty()) {
      value.tell(Flaw.TEXT_EMPTY, "is empty", "write it like " + value.example());
    }
    return new ArrayList<>(points);
  }

  private static Optional<Pattern> reviewed(Section section, Cast cast) {
    var agent = required(section, PatternGrammar.PRIMARY_AGENT);
    var primary = agent.flatMap(value -> cast.role(PRIMARY, value.at(), value));
    var reviewers = new ArrayList<Job>();
    for (var reviewer : listed(section, PatternGrammar.REVIEWER_AGENTS)) {
      var name = reviewer.name();
      if (name != null) {
        cast.judge(name, reviewer.at(), reviewer).ifPresent(reviewers::add);
      }
    }
    return primary.map(job -> new PrimaryWithReviewers(pace(section), job, reviewers));
  }

  private static Pattern phased(Section section, Cast cast) {
    var phases = new ArrayList<Phase>();
    for (var item : listed(section, PatternGrammar.PHASES)) {
      var phase = item.fields(PatternGrammar.PHASE, item.subject().part(item.what()));
      if (phase != null) {
        phase(phase, cast).ifPresent(phases::add);
      }
    }
    var pace =
        section.read(
            SEQUENTIAL,
            Pace.ONE_BY_ONE,
            value -> {
              var truth = value.truth(SEQUENTIAL.form());
              return truth == null ? null : truth ? Pace.ONE_BY_ONE : Pace.TOGETHER;
            });
    return new IncrementalWithValidation(pace, phases);
  }

  private static Optional<Phase> phase(Section section, Cast cast) {
    var agent = required(section, PatternGrammar.PHASE_AGENT);
    var validator = required(section, PatternGrammar.VALIDATOR);
    var named = required(section, PatternGrammar.PHASE_NAME);
    var name = named.map(Value::name);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var at = named.get().at();
    var work = agent.flatMap(value -> cast.role(name.get(), at, value));
    var judge = validator.flatMap(value -> cast.judge(name.get() + VALIDATE, at, value));
    return work.flatMap(job -> judge.map(by -> new Phase(job, by)));
  }

  private static Optional<Pattern> fanned(Section section, Cast cast) {
    var out = map(section, PatternGrammar.FAN_OUT);
    var in = map(section, PatternGrammar.FAN_IN);
    if (out.isEmpty() || in.isEmpty()) {
      return Optional.empty();
    }
    var agent = required(out.get(), FAN_AGENT);
    var jobs = new ArrayList<Job>();
    for (var task : listed(out.get(), PatternGrammar.FAN_TASKS)) {
      var name = task.name();
      if (name != null) {
        agent.flatMap(value -> cast.role(name, task.at(), value)).ifPresent(jobs::add);
      }
    }
    var key = PatternGrammar.FAN_PARALLEL;
    var pace = out.get().read(key, Pace.TOGETHER, value -> pace(value.truth(key.form())));
    var joining = required(in.get(), FAN_TASK);
    var name = joining.map(Value::name);
    return required(in.get(), FAN_AGENT)
        .filter(_ -> name.isPresent())
        .flatMap(value -> cast.role(name.orElseThrow(), joining.orElseThrow().at(), value))
        .map(job -> new FanOutFanIn(pace, jobs, job));
  }

  private static Optional<Pattern> branched(Section section, Cast cast) {
    var logic = map(section, PatternGrammar.CONDITIONAL_LOGIC);
    if (logic.isEmpty()) {
      return Optional.empty();
    }
    var analyzer =
        required(logic.get(), PatternGrammar.ANALYZER)
            .flatMap(value -> cast.role(ANALYZE, value.at(), value));
    var branches = new ArrayList<Branch>();
    for (var item : listed(logic.get(), PatternGrammar.BRANCHES)) {
      var branch = item.fields(PatternGrammar.BRANCH, item.subject().part(item.what()));
      if (branch != null) {
        branch(branch, cast).ifPresent(branches::add);
      }
    }
    return analyzer.map(job -> new ConditionalBranching(job, branches));
  }

  private static Optional<Branch> branch(Section section, Cast cast) {
    var agent = required(section, PatternGrammar.BRANCH_AGENT);
    var condition = required(section, PatternGrammar.CONDITION);
    var name = condition.map(Value::name);
    return agent
        .filter(_ -> name.isPresent())
        .flatMap(value -> cast.role(name.orElseThrow(), condition.orElseThrow().at(), value))
        .map(job -> new Branch(name.orElseThrow(), job));
  }

  private Pattern stages(Section section, Cast cast) {
    var stages = new ArrayList<Stages.Stage>();
    for (var item : listed(section, STAGES)) {
      if (!(item.tree() instanceof Tree.Fields fields)) {
        item.wrongType(PatternGrammar.STAGE.allowed());
        continue;
      }
      var part = new Section(new Subject("stage " + (stages.size() + 1), problems), fields);
      var named = required(part, STAGE_NAME);
      var name = named.map(Value::name);
      if (name.isPresent()) {
        var at = named.orElseThrow().at();
        read(part.without(STAGE_NAME), cast.of(name.get()))
            .ifPresent(pattern -> stages.add(new Stages.Stage(name.get(), at, pattern)));
      }
    }
    return new Stages(stages);
  }

  /** The value of a key that must not be missing. */
  private static Optional<Value> required(Section section, Key<?> key) {
    section.require(key, key, _ -> key);
    return Optional.ofNullable(section.get(key));
  }

  private static Optional<Section> map(Section section, Key<Form.Fields> key) {
    return required(section, key)
        .map(value -> value.fields(key.form(), value.subject().part(value.what())));
  }

  /** The elements of a list that must have some. */
  private static List<Value> listed(Section section, Key<Form.Items> key) {
    var items = required(section, key).map(value -> value.items(key.form()));
    if (items.isPresent() && items.get().isEmpty()) {
      required(section, key)
          .ifPresent(
              value -> value.tell(Flaw.TEXT_EMPTY, "is empty", "write it like " + value.example()));
    }
    return items.orElse(List.of());
  }
}
