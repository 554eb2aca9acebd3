package dev.continuo.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "events",
    footer = {"  continuo events --run last", "  continuo events -f --json"},
    description =
        "Prints what happened, oldest first: all that is kept, or what comes after an event.")
final class EventsCommand implements Verb {
  private final World world;

  @Option(
      names = {"-f", "--follow"},
      description =
          "Go on with what is still to come: until Ctrl-C, or with --run until the run has ended.")
  private boolean follow;

  @Option(
      names = "--after",
      paramLabel = "N",
      defaultValue = "-1",
      description = "Begin after the event of this number.")
  private long after;

  @Option(names = "--run", paramLabel = "RUN", description = "Only events of r-4k2m9q or last.")
  private String run = "";

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  private int width = Tables.WIDTH;

  EventsCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (after < -1) {
      throw new CommandError(
          Exit.USAGE, "option `--after`: found `" + after + "`, must be 0 or more", "");
    }
    if (!run.isEmpty()) {
      Targets.checkRun(run);
    }
    var columns = world.terminal().columns();
    var api = Api.present(world);
    width = columns.getAsInt();
    var names = new TaskNames(api);
    var id = run.isEmpty() ? "" : new Targets(world, api).run(run);
    var start = after < 0 ? oldest(api) : after;
    if (follow) {
      follow(api, id, start, names);
      return Exit.SUCCEEDED;
    }
    list(api, id, start, names);
    return Exit.SUCCEEDED;
  }

  /** Prints what there is; returns the position behind it. */
  private long list(Api api, String id, long start, TaskNames names) throws IOException {
    var from = new Lists(api).events(start, id, event -> print(event, names));
    world.output().flush();
    if (from == 0 && !json) {
      world.output().say("no events yet");
      world.output().hint("`continuo run PLAN` starts a run");
    }
    return from;
  }

  private void follow(Api api, String id, long start, TaskNames names) throws IOException {
    try (var interrupt = Interrupt.says(world.output(), onwards(id, start))) {
      var from = list(api, id, start, names);
      interrupt.says(onwards(id, from));
      follow(api, id, from, names, interrupt);
    }
  }

  private void follow(Api api, String id, long from, TaskNames names, Interrupt interrupt)
      throws IOException {
    try (var feed = new Feed(api, id, from)) {
      while (id.isEmpty() || !over(api, id)) {
        do {
          feed.next(Deadline.never()).ifPresent(event -> print(event, names));
        } while (!feed.quiet());
        world.output().flush();
        interrupt.says(onwards(id, feed.after()));
      }
    }
  }

  /** How whoever stops to listen comes back, and misses nothing. */
  private static String onwards(String run, long after) {
    return "`continuo events -f%s --after %d` goes on from here"
        .formatted(run.isEmpty() ? "" : " --run " + run, after);
  }

  private static boolean over(Api api, String run) throws IOException {
    return new RunView(api.patiently(Deadline.never(), () -> api.get("/v1/runs/" + run))).over();
  }

  /** The position before the oldest event that is still kept. */
  private static long oldest(Api api) throws IOException {
    var answer = api.answer(Client.Request.get("/v1/events?after=0&limit=1"));
    return answer.code().equals("events_archived") ? answer.json().path("floor").asLong(0) : 0;
  }

  private void print(EventView event, TaskNames names) {
    if (json) {
      world.output().data(Json.write(event.json()));
      return;
    }
    var subject = event.task().isEmpty() ? event.run() : event.task();
    var name = names.of(event);
    var line =
        event.sequence()
            + "  "
            + Times.date(event.at(), world.zone())
            + "  "
            + event.type()
            + (subject.isEmpty() ? "" : "  " + subject)
            + (name.isEmpty() ? "" : "  " + name)
            + (event.text("reason").isEmpty() ? "" : "  " + event.text("reason"));
    world.output().data(Tables.fitting(line, width));
  }
}
