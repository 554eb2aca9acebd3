package dev.continuo.bench;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Queue;
import dev.dbos.transact.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * DBOS, which has no call for many workflows at once: a batch is 100 calls, twenty at a time. A
 * workflow is done when its status is stored as SUCCESS.
 */
final class DbosPeer implements Peer.Subject {
  private static final int TASKS = 6_000;
  private static final int SUBMITTERS = 20;
  private static final int CONNECTIONS = 30;
  private static final int WORKERS = 100;

  /** What DBOS wraps. */
  public interface Nothing {
    void run();
  }

  /** A workflow without a step. */
  public static final class NothingAtAll implements Nothing {
    @Override
    @Workflow(name = "nothing")
    public void run() {}
  }

  private final HikariDataSource source;
  private final DBOS dbos;
  private final Nothing nothing;
  private final StartWorkflowOptions options;
  private final LongSupplier done;
  private final ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);

  private DbosPeer(HikariDataSource source, StartWorkflowOptions options) {
    this.source = source;
    this.options = options;
    dbos = new DBOS(DBOSConfig.defaults("bench").withDataSource(source).withMigrate(true));
    nothing = dbos.registerProxy(Nothing.class, new NothingAtAll());
    var queue =
        new Queue("bench")
            .withWorkerConcurrency(WORKERS)
            .withPollingInterval(Duration.ofMillis(100));
    dbos.registerQueue(queue);
    dbos.launch();
    done = Peer.count(source, "select count(*) from dbos.workflow_status where status = 'SUCCESS'");
  }

  static List<Figure> direct(Part.Place place) throws Exception {
    return measured("started directly", "dbos_direct", place, new StartWorkflowOptions());
  }

  static List<Figure> queued(Part.Place place) throws Exception {
    return measured(
        "through a queue", "dbos_queued", place, new StartWorkflowOptions().withQueue("bench"));
  }

  private static List<Figure> measured(
      String how, String database, Part.Place place, StartWorkflowOptions options)
      throws Exception {
    try (var peer = new DbosPeer(Peer.postgres(place.postgres(), database, CONNECTIONS), options)) {
      return Peer.measured("DBOS Java 1.1.0-m6, PostgreSQL, " + how, place, TASKS, peer);
    }
  }

  @Override
  public void submitBatch() throws Exception {
    var calls = new ArrayList<Future<?>>();
    for (int i = 0; i < DurableTasks.BATCH_TASKS; i++) {
      calls.add(submitters.submit(() -> dbos.startWorkflow(nothing::run, options)));
    }
    for (var call : calls) {
      call.get();
    }
  }

  @Override
  public long done() {
    return done.getAsLong();
  }

  @Override
  public void close() {
    submitters.shutdownNow();
    dbos.shutdown();
    source.close();
  }
}
