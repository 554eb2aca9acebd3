package dev.continuo.upkeep;

import dev.continuo.blob.Blobs;
import dev.continuo.engine.Event;
import dev.continuo.journal.Core;
import dev.continuo.journal.Host;
import dev.continuo.journal.Plans;
import dev.continuo.journal.sqlite.Rebuild;
import dev.continuo.journal.sqlite.SqliteJournal;
import dev.continuo.operation.EventJson;
import dev.continuo.run.OnFailure;
import dev.continuo.run.RunCommand;
import dev.continuo.run.RunLimit;
import dev.continuo.run.RunSpec;
import dev.continuo.task.Exit;
import dev.continuo.task.Result;
import dev.continuo.task.RunId;
import dev.continuo.task.TaskCommand;
import dev.continuo.task.TaskEffect.Desired;
import dev.continuo.task.TaskEffect.Keep;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import dev.continuo.task.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** A data folder as a server makes it, whose turns are executed by the test. */
public final class StoreFolder implements AutoCloseable {
  private final Layout layout;
  private final SqliteJournal journal;
  private final Host host;
  private final Blobs blobs;

  public StoreFolder(Path home) throws IOException {
    this.layout = new Layout(home);
    Files.createDirectories(home);
    Files.createDirectories(layout.turns());
    Files.createDirectories(layout.spool());
    var core = Core.fresh();
    journal = SqliteJournal.open(layout.store(), core.codec(), core.tables());
    host = new Host(core, journal);
    blobs = Blobs.open(layout.blobs(), () -> host.now().wall());
  }

  static Rebuild.Core core() {
    var core = Core.fresh();
    return new Rebuild.Core(core.tables(), core.engine(), core.codec());
  }

  static EventJson json(Rebuild.Core core) {
    return new EventJson() {
      @Override
      public String type(Event event) {
        return core.codec().type(event);
      }

      @Override
      public String body(Event event) {
        return core.codec().entry(event).body();
      }
    };
  }

  public Host host() {
    return host;
  }

  public SqliteJournal journal() {
    return journal;
  }

  Blobs blobs() {
    return blobs;
  }

  Layout layout() {
    return layout;
  }

  /** Submits a run of one script with this environment. */
  RunId submit(String name, String script, String variable) {
    var env = new TreeMap<String, String>();
    env.put("VALUE", variable);
    var plan = blobs.keep("{\"plan\":" + quoted("run: " + script) + "}");
    var spec =
        new RunSpec(
            name,
            "/project",
            new TreeMap<>(),
            env,
            plan,
            RunLimit.ofPlan(3),
            OnFailure.PAUSE,
            1,
            0);
    var task = TaskSpec.of("build", new Work.Script(blobs.keep(script)));
    host.submit(new RunCommand.Submit(spec, List.of(task)));
    return new RunId(host.core().tables().highestHome());
  }

  static String quoted(String text) {
    return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(text);
  }

  public RunId submit(String name) {
    return submit(name, "echo " + name, "nothing");
  }

  List<Keep> kept() {
    return host.wanted().stream().filter(Keep.class::isInstance).map(Keep.class::cast).toList();
  }

  Path folder(TurnId turn) {
    return layout.turns().resolve(turn.toString());
  }

  /** Runs all that is to run, and sweeps it. */
  public void finish(String output, String result) {
    for (var kept = kept(); !kept.isEmpty(); kept = kept()) {
      for (var keep : kept) {
        if (keep.desired() == Desired.SWEPT) {
          host.submit(new TaskCommand.ConfirmSweep(keep.turn()));
        } else {
          write(keep.turn(), output, result);
          var said =
              result.isEmpty() ? Result.NONE : new Result(blobs.keep(result), null, List.of());
          var exit = new Exit(true, "exit code 0", said, blobs.keep(output));
          host.submit(new TaskCommand.EndTurn(keep.turn(), exit));
        }
      }
    }
  }

  void write(TurnId turn, String output, String result) {
    try {
      Files.createDirectories(folder(turn).resolve("claim"));
      Files.writeString(folder(turn).resolve("output.log"), output);
      if (!result.isEmpty()) {
        Files.writeString(folder(turn).resolve("result.json"), result);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Moves all that can leave the log into the archive. */
  void archive() {
    journal.archive(host.now().wall()).ifPresent(journal::forget);
    while (journal.prune()) {
      // until nothing is left to prune
    }
  }

  /** A run that has ended, with an output. */
  public static void finished(StoreFolder folder, String name) {
    folder.submit(name);
    folder.finish("output of " + name + "\n", "");
  }

  static Exit clean() {
    return Plans.CLEAN;
  }

  static Text inline(String text) {
    return new Text.Inline(text);
  }

  @Override
  public void close() {
    journal.close();
  }
}
