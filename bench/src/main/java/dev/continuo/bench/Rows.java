package dev.continuo.bench;

import java.util.List;

/** All rows, in the order of the table. */
final class Rows {
  private Rows() {}

  static List<Row> all() {
    return List.of(
        new Row("raw", "what the machine can do", new Part("raw", Raw::all)),
        new Row(
            "durable",
            "tasks without a process, in batches of 100, and peers on the same PostgreSQL",
            new Part("db-scheduler-postgres", DbSchedulerPeer::measure),
            new Part("jobrunr-postgres", JobRunrPeer::onPostgres),
            new Part("jobrunr-sqlite", JobRunrPeer::onSqlite),
            new Part("dbos-direct-postgres", DbosPeer::direct),
            new Part("dbos-queued-postgres", DbosPeer::queued),
            new Part("durable", DurableTasks::measure)),
        new Row("submit", "single submits over HTTP", new Part("submit", HttpSubmits::measure)),
        new Row("shell", "tasks with a real process", new Part("shell", ShellTasks::measure)),
        new Row(
            "acknowledge",
            "from submission to acknowledgement, idle",
            new Part("acknowledge-http", Acknowledgement::overHttp),
            new Part("acknowledge-inside", Acknowledgement::inside)),
        new Row(
            "spawn", "from readiness to the process, idle", new Part("spawn", Spawning::measure)),
        new Row(
            "slots",
            "how long a slot stands empty, and many tasks at once",
            new Part("slots", FilledSlots::measure)),
        new Row("busy", "every kind of call, busy", new Part("busy", BusyCalls::measure)),
        new Row(
            "plans",
            "plans of 100,000 tasks, and a million tasks pending",
            new Part("plan", BigPlans::one),
            new Part("pending", List.of("-Xmx1536m"), BigPlans::many)),
        new Row(
            "completions",
            "completions in runs of any size",
            new Part("completions", Completions::measure)),
        new Row("restart", "the start after kill -9", new Part("restart", Restart::measure)),
        new Row("streams", "5,000 open event streams", new Part("streams", Streams::measure)),
        new Row("idle", "a server with nothing to do", new Part("idle", Idle::measure)),
        new Row("simulation", "simulated lives", new Part("simulation", SimulatedLives::measure)));
  }
}
