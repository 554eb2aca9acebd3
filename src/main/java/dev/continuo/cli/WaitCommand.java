package dev.continuo.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "wait",
    footer = {
      "  continuo wait last",
      "  continuo wait r-4k2m9q last/deploy --timeout 15m",
      "  continuo wait --any r-4k2m9q r-8s1d0x"
    },
    description = {
      "Waits until runs and tasks have ended, or nothing of them can move without a person.",
      "",
      "Ends as run does; of several, with the gravest: 4 before 1 before 6 before 5 before 0."
          + " With --any it prints the id of the first that settles, and ends as that does."
    })
final class WaitCommand implements Verb {
  private final World world;

  @Parameters(
      paramLabel = "RUN|TASK",
      arity = "1..*",
      description = "r-4k2m9q, last, t-4k2m9q00012 or last/NAME.")
  private List<String> targets = new ArrayList<>();

  @Option(names = "--any", description = "Wait for the first of them only.")
  private boolean any;

  @Option(names = "--all", description = "Wait for all of them, which is the default.")
  private boolean all;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Wait no longer than this, such as 90s or 15m.")
  private String timeout = "";

  @Option(names = "--plain", description = "Draw nothing, also on a terminal.")
  private boolean plain;

  @Option(names = "--json", description = "Print the runs and tasks as JSON.")
  private boolean json;

  WaitCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (any && all) {
      throw new CommandError(Exit.USAGE, "option `--any`: has no meaning with `--all`", "");
    }
    var deadline = Options.deadline("--timeout", timeout);
    targets.forEach(Targets::checkAny);
    var api = Api.present(world);
    var found = new ArrayList<Targets.Target>();
    for (var target : targets) {
      found.add(new Targets(world, api).any(target));
    }
    try (var _ = Interrupt.says(world.output(), detached(found))) {
      return single(found) ? watch(api, found.getFirst(), deadline) : wait(api, found, deadline);
    }
  }

  /** Whether there is one run, which can be shown while it moves. */
  private boolean single(List<Targets.Target> found) {
    return found.size() == 1 && !found.getFirst().task() && !plain && Watch.drawn(world);
  }

  private Exit watch(Api api, Targets.Target target, Deadline deadline) throws IOException {
    var after = api.head();
    if (new RunView(api.get(target.path())).settled()) {
      return wait(api, List.of(target), deadline);
    }
    var now = Watch.of(world, api).until(target.id(), after, deadline, timeout);
    return done(List.of(new Waited(now, Optional.empty())));
  }

  private Exit wait(Api api, List<Targets.Target> found, Deadline deadline) throws IOException {
    var waits = new ParallelWaits(api, found, deadline);
    var waited = new TreeMap<Integer, Waited>();
    while (waited.size() < found.size()) {
      var next = waits.next();
      if (any && next.waited().settled()) {
        tell(api, next.waited());
        return done(List.of(next.waited()));
      }
      waited.put(next.index(), next.waited());
      tell(api, next.waited());
    }
    return done(List.copyOf(waited.values()));
  }

  private void tell(Api api, Waited waited) throws IOException {
    if (!waited.settled()) {
      world
          .output()
          .say(waited.name() + " " + waited.goesOn() + " after " + timeout + " and goes on");
    } else if (waited.task().isPresent()) {
      new Summary(world, api).tell(waited.run(), waited.task().get());
    } else {
      new Summary(world, api).tell(waited.run());
    }
  }

  private Exit done(List<Waited> waited) {
    var exit = waited.stream().map(Waited::exit).reduce(Exit.SUCCEEDED, Exit::or);
    if (json) {
      var document = Json.object();
      var runs = document.putArray("runs");
      var tasks = document.putArray("tasks");
      waited.forEach(each -> (each.task().isPresent() ? tasks : runs).add(each.json()));
      world.output().data(Json.write(document));
    } else if (any && exit != Exit.STILL_RUNNING) {
      world.output().data(waited.getFirst().id());
    }
    return exit;
  }

  private static String detached(List<Targets.Target> found) {
    return found.size() == 1 && !found.getFirst().task()
        ? Watch.detached(found.getFirst().id())
        : "all of it goes on, `continuo list` shows the runs";
  }
}
