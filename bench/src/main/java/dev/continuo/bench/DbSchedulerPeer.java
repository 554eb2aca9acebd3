package dev.continuo.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * db-scheduler. A task is done when its row is deleted, which is how it records success. Its
 * documentation recommends lock-and-fetch for throughput.
 */
final class DbSchedulerPeer implements Peer.Subject {
  private static final int TASKS = 8_000;
  private static final int THREADS = 20;
  private static final int CONNECTIONS = 30;
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name text not null,
        task_instance text not null,
        task_data bytea,
        execution_time timestamp with time zone not null,
        picked boolean not null,
        picked_by text,
        last_success timestamp with time zone,
        last_failure timestamp with time zone,
        consecutive_failures int,
        last_heartbeat timestamp with time zone,
        version bigint not null,
        priority smallint,
        primary key (task_name, task_instance)
      );
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)\
      """;

  private final HikariDataSource source;
  private final OneTimeTask<Void> task;
  private final Scheduler scheduler;
  private final SchedulerClient client;
  private final LongSupplier left;
  private long submitted;

  private DbSchedulerPeer(HikariDataSource source) throws SQLException {
    this.source = source;
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
    task = Tasks.oneTime("nothing").execute((_, _) -> {});
    scheduler =
        Scheduler.create(source, task)
            .threads(THREADS)
            .pollUsingLockAndFetch(0.5, 4.0)
            .pollingInterval(Duration.ofMillis(100))
            .build();
    client = SchedulerClient.Builder.create(source, task).build();
    left = Peer.count(source, "select count(*) from scheduled_tasks");
    scheduler.start();
  }

  static List<Figure> measure(Part.Place place) throws Exception {
    try (var peer =
        new DbSchedulerPeer(Peer.postgres(place.postgres(), "db_scheduler", CONNECTIONS))) {
      return Peer.measured("db-scheduler 16.12.0, PostgreSQL, 20 threads", place, TASKS, peer);
    }
  }

  @Override
  public void submitBatch() {
    var batch = new ArrayList<TaskInstance<?>>();
    for (int i = 0; i < DurableTasks.BATCH_TASKS; i++) {
      batch.add(task.instance(Long.toString(submitted++)));
    }
    client.scheduleBatch(batch, Instant.now());
  }

  @Override
  public long done() {
    return submitted - left.getAsLong();
  }

  @Override
  public void close() {
    scheduler.stop();
    source.close();
  }
}
