package dev.continuo.server.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.continuo.analysis.Estimates;
import dev.continuo.analysis.LargeTasks;
import dev.continuo.analysis.ProjectFiles;
import dev.continuo.blob.Blobs;
import dev.continuo.expression.Cel;
import dev.continuo.journal.Reader;
import dev.continuo.operation.Plans;
import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.InputValues;
import dev.continuo.plan.Place;
import dev.continuo.plan.Plan;
import dev.continuo.plan.Problems;
import dev.continuo.plan.Reading;
import dev.continuo.plan.References;
import dev.continuo.plan.TakeOver;
import dev.continuo.plan.yaml.AgentFolder;
import dev.continuo.plan.yaml.ConfigurationFolder;
import dev.continuo.plan.yaml.PlanFolder;
import dev.continuo.plan.yaml.PlanReader;
import dev.continuo.plan.yaml.ProjectListing;
import dev.continuo.run.Run;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunSpec;
import dev.continuo.task.ArtifactPart;
import dev.continuo.task.Kind;
import dev.continuo.task.RunId;
import dev.continuo.task.TakenOver;
import dev.continuo.task.Task;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes commands of submitted plans, and reads them again when a large run asks for its tasks. */
public final class Submissions implements Plans {
  private static final System.Logger LOG = System.getLogger(Submissions.class.getName());
  private static final int PAGE = 1_000;
  private final Blobs blobs;
  private final Reader store;
  private final SeenConfigurations seen = new SeenConfigurations();

  /** The newest plan that one command could not carry: its run is about to ask for the rest. */
  private final AtomicReference<@Nullable Large> large = new AtomicReference<>();

  private record Large(Text plan, List<TaskSpec> tasks) {}

  public Submissions(Blobs blobs, Reader store) {
    this.blobs = blobs;
    this.store = store;
  }

  @Override
  public Text keep(String text) {
    return blobs.keep(text);
  }

  /** Reads a plan, keeps what is long of it, and cuts off what one command can carry. */
  @Override
  public Compiled<Submission> compile(Submitted submitted) {
    var text = submitted.plan();
    var estimates = estimates(submitted.project());
    var reading =
        text != null
            ? sized(
                PlanReader.read(
                    text.getBytes(UTF_8),
                    submitted.file(),
                    references(submitted),
                    each -> estimates.hear(each, blobs.keep(each))),
                estimates,
                submitted.file())
            : again(planOf(submitted.from().orElseThrow()), submitted.inputs());
    return switch (reading) {
      case Reading.Bad(var problems, var more) -> new Compiled.Bad<>(problems, more);
      case Reading.Good(var plan) -> {
        if (text != null) {
          seen.changed(submitted.project(), plan.configuration().files())
              .ifPresent(change -> LOG.log(System.Logger.Level.INFO, change));
        }
        yield new Compiled.Good<>(submission(submitted, plan));
      }
    };
  }

  private static Estimates estimates(Path project) {
    return new Estimates(new ProjectFiles(() -> ProjectListing.of(project)));
  }

  /** A plan of tasks that one agent can do each; what was handed in before was looked at then. */
  private static Reading sized(Reading reading, Estimates estimates, String file) {
    if (!(reading instanceof Reading.Good(var plan))) {
      return reading;
    }
    var problems = new Problems();
    new LargeTasks(estimates, plan.configuration().packets())
        .problems(plan.tasks(), Place.of(file))
        .forEach(problems::add);
    return problems.isEmpty() ? reading : problems.bad();
  }

  private static References references(Submitted submitted) {
    return new References(
            new AgentFolder(submitted.project()),
            new ConfigurationFolder(submitted.project()),
            new InputValues.Given(submitted.inputs()),
            new Cel())
        .using(new PlanFolder(submitted.project()))
        .with(submitted.tasks());
  }

  /** An earlier plan keeps what it was given, but for what is given now. */
  private Reading again(Bundle bundle, SortedMap<String, String> inputs) {
    return read(bundle.plan(), bundle.file(), bundle.references(inputs));
  }

  /** Reads a plan whose tasks may need those that were committed. */
  @Override
  public Compiled<RunCommand.Add> compile(Added added) {
    var run = added.to();
    var there = new Committed(store, run.id());
    var project = Path.of(run.spec().project());
    var estimates = estimates(project);
    var reading =
        PlanReader.readAdded(
            added.plan().getBytes(UTF_8),
            added.file(),
            new References(
                    new AgentFolder(project),
                    ConfigurationFiles.of(planOf(run).configuration()),
                    new InputValues.Given(added.inputs()),
                    new Cel())
                .using(new PlanFolder(project)),
            each -> estimates.hear(each, blobs.keep(each)),
            there);
    return switch (sized(reading, estimates, added.file())) {
      case Reading.Bad(var problems, var more) -> new Compiled.Bad<>(problems, more);
      case Reading.Good(var plan) -> {
        // what a plan says for all its tasks is the run's when it becomes one; here it is theirs
        var tasks = plan.tasks().stream().map(task -> task.inheriting(plan.env())).toList();
        yield new Compiled.Good<>(new RunCommand.Add(run.id(), there.first(), tasks));
      }
    };
  }

  private Submission submission(Submitted submitted, Plan plan) {
    var earlier = submitted.from().map(run -> new TakeOver(tasks(run.id())));
    var answers =
        earlier.map(done -> done.answers(plan.tasks())).orElseGet(Collections::emptySortedMap);
    var tasks = TakeOver.answered(plan.tasks(), answers);
    var taken =
        earlier
            .filter(_ -> sameForAll(plan, submitted.from().orElseThrow()))
            .map(done -> done.done(tasks))
            .orElseGet(BitSet::new);
    var all = earlier.map(done -> done.marked(tasks, taken)).orElse(tasks);
    var stored = blobs.keep(bundle(submitted, plan, taken, answers).write());
    var first = RunCommand.piece(all);
    if (first.size() < all.size()) {
      large.set(new Large(stored, all));
    }
    var spec =
        new RunSpec(
            plan.name(),
            submitted.project().toString(),
            plan.inputs(),
            environment(submitted, plan),
            stored,
            plan.limit(),
            plan.onFailure(),
            all.size(),
            Kind.SYNC.count(all));
    return new Submission(
        new RunCommand.Submit(spec, first),
        (int) taken.stream().filter(i -> all.get(i).kind() == Kind.WORK).count(),
        earlier.map(done -> done.missing(plan.tasks())).orElse(0));
  }

  /** What a plan says for all tasks is a part of what each of them does. */
  private boolean sameForAll(Plan plan, Run earlier) {
    return read(planOf(earlier)) instanceof Reading.Good(var before)
        && plan.env().equals(before.env());
  }

  private Bundle bundle(
      Submitted submitted, Plan plan, BitSet taken, SortedMap<Integer, Integer> answers) {
    var text = submitted.plan();
    var bundle =
        text != null
            ? Bundle.of(text, submitted.file(), submitted.tasks(), plan)
            : planOf(submitted.from().orElseThrow()).given(plan.inputs());
    return submitted.from().map(run -> bundle.after(run.id(), taken, answers)).orElse(bundle);
  }

  private List<Task> tasks(RunId run) {
    var tasks = new ArrayList<Task>();
    var page = store.tasks(run, 0, PAGE);
    while (!page.isEmpty()) {
      tasks.addAll(page);
      page = store.tasks(run, tasks.getLast().id().index() + 1, PAGE);
    }
    return tasks;
  }

  /** What was captured of the caller, and over it what the plan says for all its tasks. */
  private static SortedMap<String, String> environment(Submitted submitted, Plan plan) {
    var environment = new TreeMap<>(submitted.env());
    environment.putAll(plan.env());
    return environment;
  }

  private Bundle planOf(Run run) {
    return Bundle.read(blobs.read(run.spec().plan()));
  }

  private Reading read(Bundle bundle) {
    return read(bundle.plan(), bundle.file(), bundle.references());
  }

  private Reading read(String text, String file, References references) {
    return PlanReader.read(text.getBytes(UTF_8), file, references, blobs::keep);
  }

  /**
   * An item of a group, taken over where the run that this one goes on from has done it: an item of
   * the same name and value, of a group whose needs were all taken over.
   */
  public TaskSpec takenOver(Task group, TaskSpec item) {
    var id = group.id().run();
    var from = store.run(id).flatMap(run -> planOf(run).from());
    if (from.isEmpty() || item.part(ArtifactPart.class).isPresent() || !needsTaken(group)) {
      return item;
    }
    var asked = item.in(group.id(), group.spec());
    return store
        .task(from.get(), item.name())
        .filter(TakeOver::succeeded)
        .filter(before -> asked.doesTheSameAs(before.spec()))
        .filter(before -> needed(before).equals(needed(group)))
        .map(before -> item.with(new TakenOver(before.id(), before.result())))
        .orElse(item);
  }

  private boolean needsTaken(Task group) {
    var needs = group.spec().needs();
    return !needs.isEmpty()
        && needs.stream()
            .map(need -> store.task(group.id().run().task(need.index())))
            .allMatch(
                needed ->
                    needed
                        .filter(task -> task.spec().part(TakenOver.class).isPresent())
                        .isPresent());
  }

  private List<String> needed(Task task) {
    return task.spec().needs().stream()
        .flatMap(need -> store.task(task.id().run().task(need.index())).stream())
        .map(needed -> needed.spec().name())
        .toList();
  }

  /** The tasks of a plan that was submitted before, the same and in the same order. */
  public List<TaskSpec> tasks(Text plan) {
    var known = large.get();
    if (known != null && known.plan.equals(plan)) {
      large.compareAndSet(known, null);
      return known.tasks;
    }
    return readAgain(plan);
  }

  private List<TaskSpec> readAgain(Text plan) {
    var bundle = Bundle.read(blobs.read(plan));
    return switch (read(bundle)) {
      case Reading.Good(var again) -> {
        var tasks = TakeOver.answered(again.tasks(), bundle.answers());
        yield bundle
            .from()
            .map(run -> new TakeOver(tasks(run)).marked(tasks, bundle.taken()))
            .orElse(tasks);
      }
      case Reading.Bad(var problems, _) ->
          throw new IllegalStateException("bug: an accepted plan is refused: " + problems);
    };
  }
}
