package dev.continuo.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.storage.sql.sqlite.SqLiteStorageProvider;
import org.jobrunr.utils.mapper.jackson3.Jackson3JsonMapper;

/**
 * JobRunr, with as many workers as it chooses itself and the shortest poll interval it allows. A
 * job is done when it is stored as succeeded.
 */
final class JobRunrPeer implements Peer.Subject {
  private static final int TASKS_POSTGRES = 6_000;
  private static final int TASKS_SQLITE = 1_000;
  private static final int CONNECTIONS = 30;
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

  private final StorageProvider storage;
  private final JobScheduler jobs;

  private JobRunrPeer(StorageProvider storage) {
    this.storage = storage;
    jobs =
        JobRunr.configure()
            .useJsonMapper(new Jackson3JsonMapper())
            .useStorageProvider(storage)
            .useBackgroundJobServer(
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                    .andPollInterval(POLL_INTERVAL))
            .initialize()
            .getJobScheduler();
  }

  /** What a job does; JobRunr calls it by its name. */
  public static final class Job {
    private Job() {}

    public static void nothing() {}
  }

  static List<Figure> onPostgres(Part.Place place) throws Exception {
    try (var source = Peer.postgres(place.postgres(), "jobrunr", CONNECTIONS)) {
      return measured("PostgreSQL", place, TASKS_POSTGRES, new PostgresStorageProvider(source));
    }
  }

  static List<Figure> onSqlite(Part.Place place) throws Exception {
    try (var source = sqlite(place)) {
      return measured("SQLite", place, TASKS_SQLITE, new SqLiteStorageProvider(source));
    }
  }

  /** One connection: it writes from many threads, of which SQLite lets one at a time. */
  private static HikariDataSource sqlite(Part.Place place) {
    var config = new HikariConfig();
    config.setJdbcUrl(
        "jdbc:sqlite:%s?journal_mode=WAL&synchronous=FULL&busy_timeout=5000"
            .formatted(place.folder().resolve("jobrunr.db")));
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  private static List<Figure> measured(
      String on, Part.Place place, int tasks, StorageProvider storage) throws Exception {
    try (var peer = new JobRunrPeer(storage)) {
      return Peer.measured(
          "JobRunr 8.7.0, " + on + ", its own number of workers", place, tasks, peer);
    }
  }

  @Override
  public void submitBatch() {
    jobs.enqueue(IntStream.range(0, DurableTasks.BATCH_TASKS).boxed(), _ -> Job.nothing());
  }

  @Override
  public long done() {
    return storage.countJobs(org.jobrunr.jobs.states.StateName.SUCCEEDED);
  }

  @Override
  public void close() {
    JobRunr.destroy();
  }
}
