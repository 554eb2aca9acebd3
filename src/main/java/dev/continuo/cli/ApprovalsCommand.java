package dev.continuo.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "approvals",
    footer = {"  continuo approvals", "  continuo approvals last --all"},
    description = {
      "Lists the tasks that wait for a person's approval, the longest waiting first.",
      "",
      "To decide, use `continuo approve TASK` or `continuo reject TASK`."
    })
final class ApprovalsCommand implements Verb {
  /** More are in no list that a person reads. */
  private static final int APPROVALS_MAX = 10_000;

  private static final int APPROVALS_A_PAGE = 200;

  private final World world;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "Only tasks of this run, r-4k2m9q or last; of all runs by default.")
  private String run = "";

  @Option(
      names = "--all",
      description =
          "Also list approvals of the last 30 days that no longer wait, the newest" + " first.")
  private boolean all;

  @Option(names = "--json", description = "Print the approvals as JSON.")
  private boolean json;

  ApprovalsCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    if (!run.isEmpty()) {
      Targets.checkRun(run);
    }
    var columns = world.terminal().columns();
    var api = Api.present(world);
    var found = read(api, run.isEmpty() ? "" : new Targets(world, api).run(run));
    if (json) {
      print(found);
    } else if (found.isEmpty()) {
      world.output().say("nothing waits for an approval");
      if (!all) {
        world.output().hint("`continuo approvals --all` lists what was decided");
      }
    } else {
      show(found, columns.getAsInt());
    }
    return Exit.SUCCEEDED;
  }

  private List<ApprovalView> read(Api api, String id) throws IOException {
    var found = new ArrayList<ApprovalView>();
    var filter =
        "/v1/approvals?limit="
            + APPROVALS_A_PAGE
            + (all ? "" : "&state=open")
            + (id.isEmpty() ? "" : "&run=" + id);
    for (var after = ""; found.size() < APPROVALS_MAX; ) {
      var page = api.get(filter + after);
      page.path("approvals").forEach(each -> found.add(new ApprovalView(each)));
      var next = page.path("next").asString("");
      if (next.isEmpty()) {
        break;
      }
      after = "&after=" + next;
    }
    return found;
  }

  private void show(List<ApprovalView> found, int columns) {
    var table = new Tables("TASK", "DOOR", "ROUND", "STATE", "FOR", "DETAIL");
    var now = world.clock().instant();
    for (var each : found) {
      table.row(
          each.target(),
          each.door(),
          Integer.toString(each.round()),
          each.state(),
          Times.age(Duration.between(each.since(), now)),
          detail(each));
    }
    table.lines(1, columns).forEach(world.output()::data);
    found.stream()
        .filter(ApprovalView::open)
        .findFirst()
        .ifPresent(first -> world.output().hint(ApprovalView.commands(first.target())));
  }

  private String detail(ApprovalView of) {
    var until = of.text("until");
    var words =
        of.open()
            ? Stream.of(
                of.text("ask"),
                until.isEmpty()
                    ? ""
                    : "until "
                        + Times.date(EventView.instant(of.json().path("until")), world.zone()))
            : Stream.of(of.text("by").isEmpty() ? "" : "by " + of.text("by"), of.text("note"));
    return words.filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
  }

  private void print(List<ApprovalView> found) {
    var document = Json.object();
    var array = document.putArray("approvals");
    found.forEach(each -> array.add(each.json()));
    world.output().data(Json.write(document));
  }
}
