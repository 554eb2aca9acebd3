package dev.continuo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    footer = {"  continuo logs last/build", "  continuo logs -f last/build"},
    description = "Prints the output of a task's newest attempt.")
final class LogsCommand implements Verb {
  private static final int BYTES_A_READ = 256 * 1024;

  private final World world;

  @Parameters(paramLabel = "TASK", description = "t-4k2m9q00012 or last/NAME.")
  private String task = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is still to come, over retries, until the task ends.")
  private boolean follow;

  @Option(names = "--attempt", paramLabel = "N", description = "The output of this attempt.")
  private int attempt;

  LogsCommand(World world) {
    this.world = world;
  }

  @Override
  public Exit run() throws IOException {
    Targets.checkTask(task);
    var api = Api.present(world);
    var path = new Targets(world, api).task(task).path();
    var view = new TaskView(api.get(path));
    if (attempt != 0) {
      return ofAttempt(api, path, view);
    }
    return follow ? following(api, path, view) : newest(api, path, view);
  }

  private Exit ofAttempt(Api api, String path, TaskView view) throws IOException {
    var turns = view.turns().stream().filter(turn -> turn.attempt() == attempt).toList();
    if (turns.isEmpty()) {
      throw new CommandError(
          Exit.NOT_FOUND,
          "task `" + view.id() + "`: has no attempt " + attempt + ", it had " + view.attempt(),
          "`continuo show " + view.id() + "` lists them");
    }
    for (var turn : turns) {
      copy(api, path, turn.turn());
    }
    return Exit.SUCCEEDED;
  }

  private Exit newest(Api api, String path, TaskView view) throws IOException {
    if (view.turns().isEmpty()) {
      throw new CommandError(
          Exit.NOT_FOUND,
          "task `" + view.id() + "`: has no output, it never started",
          "`continuo why " + view.id() + "` says what it waits for");
    }
    copy(api, path, view.turns().getLast().turn());
    return Exit.SUCCEEDED;
  }

  /** Copies turn after turn until the task has ended or only a person can move it. */
  private Exit following(Api api, String path, TaskView first) throws IOException {
    var view = first;
    var done = Math.max(0, view.turns().size() - 1);
    while (true) {
      while (done < view.turns().size()) {
        copy(api, path, view.turns().get(done++).turn());
      }
      if (view.over() || view.state().equals("blocked")) {
        return Exit.SUCCEEDED;
      }
      Deadline.never().pass(world.timing().poll());
      view = new TaskView(api.patiently(Deadline.never(), () -> api.get(path)));
    }
  }

  private void copy(Api api, String path, String turn) throws IOException {
    long offset = 0;
    while (true) {
      var from = offset;
      var answer = api.patiently(Deadline.never(), () -> read(api, path, turn, from));
      world.output().bytes(answer.body());
      var next = next(answer, offset);
      if (next > offset) {
        offset = next;
        continue;
      }
      world.output().flush();
      if (!follow || answer.header("continuo-ended").equals("true")) {
        return;
      }
      Deadline.never().pass(world.timing().poll());
    }
  }

  private static Answer read(Api api, String path, String turn, long offset) throws IOException {
    var query =
        "?turn=" + URLEncoder.encode(turn, UTF_8) + "&offset=" + offset + "&limit=" + BYTES_A_READ;
    return api.answer(Client.Request.get(path + "/output" + query)).orRefuse();
  }

  private static long next(Answer answer, long offset) throws IOException {
    var header = answer.header("continuo-next-offset");
    try {
      return header.isEmpty() ? offset + answer.body().length : Long.parseLong(header);
    } catch (NumberFormatException e) {
      throw new IOException("answered with the offset `" + header + "`", e);
    }
  }
}
