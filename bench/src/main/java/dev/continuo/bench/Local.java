package dev.continuo.bench;

import dev.continuo.cli.ServerProcess.Service;
import dev.continuo.dispatch.DispatchCommand;
import dev.continuo.dispatch.Limit;
import dev.continuo.engine.Caller;
import dev.continuo.engine.Command;
import dev.continuo.host.Gateway;
import dev.continuo.host.Outcome;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunReply;
import dev.continuo.run.RunLimit;
import dev.continuo.run.RunSpec;
import dev.continuo.server.Server;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The whole server in this process, whose commands come past HTTP. */
final class Local implements AutoCloseable {
  private final Server server;
  private final Path home;

  private Local(Path home) throws IOException {
    this.home = home;
    this.server = Server.start(new Service(home, "bench", Optional.empty()));
  }

  static Local start(Path home) throws IOException {
    Private.folder(home);
    return new Local(home);
  }

  Gateway gateway() {
    return server.gateway();
  }

  Wire wire() throws IOException {
    return Wire.open(server.url(), Files.readString(home.resolve("token")).strip());
  }

  CompletableFuture<Outcome> offer(Command command) {
    return gateway().submit(command, Caller.ENGINE);
  }

  Outcome.Accepted call(Command command) {
    return accepted(offer(command).join());
  }

  void limit(int attempts) {
    call(new DispatchCommand.SetLimit(Limit.ATTEMPTS, attempts));
  }

  static Outcome.Accepted accepted(Outcome outcome) {
    if (outcome instanceof Outcome.Accepted accepted) {
      return accepted;
    }
    throw new IllegalStateException("not accepted: " + outcome);
  }

  static RunId run(Outcome outcome) {
    return ((RunReply.Submitted) accepted(outcome).reply()).run();
  }

  /** A run of these tasks, as many at once as there may be. */
  static RunCommand.Submit run(List<TaskSpec> tasks) {
    return run(tasks, tasks.size());
  }

  /** A run of {@code total} tasks, with the first of them. */
  static RunCommand.Submit run(List<TaskSpec> tasks, int total) {
    var spec =
        new RunSpec(
            "bench",
            "/",
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Text.EMPTY,
            RunLimit.ofPlan(RunSpec.PARALLEL_MAX),
            OnFailure.CONTINUE,
            total,
            0);
    return new RunCommand.Submit(spec, tasks);
  }

  /** Tasks that need no process. */
  static List<TaskSpec> inline(int count) {
    return IntStream.range(0, count).mapToObj(Local::task).toList();
  }

  static TaskSpec task(int index) {
    return TaskSpec.of("task-" + index, new Work.Inline());
  }

  @Override
  public void close() {
    server.close();
  }
}
