package dev.continuo.simulation;

/** What goes wrong in a life. */
enum Fault {
  COMMIT_FAILED("a commit fails and nothing is written"),
  COMMIT_UNKNOWN_WRITTEN("a commit's answer is lost, it was written"),
  COMMIT_UNKNOWN_LOST("a commit's answer is lost, it was not written"),
  STORE_AWAY("the store cannot be reached for a while"),
  ROWS_UNREADABLE("evicted rows cannot be read when they are needed"),
  FENCED("another server has taken the lead; this one must stop"),
  DIED_BEFORE_COMMIT("the server dies with a batch decided and not written"),
  DIED_AFTER_COMMIT("the server dies between a commit and all that follows it"),
  DIED_WHILE_RELEASING("the server dies after it has told some of the effects"),
  DIED_BETWEEN_STEPS("the server is killed between two steps"),
  DIED_BETWEEN_CLAIM_AND_SPAWN("the server dies with a turn claimed and no process"),
  MACHINE_REBOOTED("every process dies and leaves no word"),
  MACHINE_SLEPT("the calendar goes on, the awake clock stands still"),
  CLOCK_FORWARD("the calendar jumps ahead"),
  CLOCK_BACK("the calendar jumps back"),
  REPORT_TWICE("a worker reports twice"),
  REPORT_LATE("a report comes late, after others"),
  REPORT_LOST("a report is lost until the server starts again"),
  REQUEST_TWICE("a client repeats a request whose answer it had"),
  REPLY_LOST("a client never hears the answer and asks again"),
  KEY_REUSED("a client uses an idempotency key for another request"),
  LAUNCH_FAILED("a process cannot be started"),
  SHIM_KILLED("a process ends and leaves no word"),
  GIVEN_UP_ALIVE("a worker calls a turn lost whose process lives"),
  STOP_IGNORED("a process ignores the request to stop"),
  CHILDREN_LEFT("a process ends and leaves children behind");

  private final String says;

  Fault(String says) {
    this.says = says;
  }

  String says() {
    return says;
  }
}
