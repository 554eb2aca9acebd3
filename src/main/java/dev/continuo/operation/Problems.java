package dev.continuo.operation;

import dev.continuo.dispatch.DispatchRefusal;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Refusal;
import dev.continuo.run.RunRefusal;
import dev.continuo.task.TaskRefusal;
import dev.continuo.task.TurnId;
import java.time.Duration;
import java.util.List;

/** The problems that requests end with; each text stands here once. */
public final class Problems {
  /** When a client that was refused because the server is busy may try again. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  /** More of a hostile value is not repeated. */
  private static final int QUOTED_MAX = 100;

  /** One thing that is wrong with a plan. */
  private record Trouble(String place, String message, String hint, String code) {}

  private Problems() {}

  public static Rejected refused(Decision.Refused refused) {
    return new Rejected(Problem.of(refused));
  }

  public static Rejected noRun(String id) {
    return missing(RunRefusal.RUN_NOT_FOUND, "run", id);
  }

  public static Rejected noTask(String id) {
    return missing(TaskRefusal.TASK_NOT_FOUND, "task", id);
  }

  private static Rejected missing(Refusal refusal, String subject, String id) {
    return refused(Decision.refuse(refusal, Facts.of(subject, quoted(id))));
  }

  public static Rejected noTurn(String detail) {
    return rejected(
        ProblemCode.TURN_NOT_FOUND, detail, "the task's `turns` have the ids of its turns");
  }

  public static Rejected cleared(String task, TurnId turn) {
    return rejected(
        ProblemCode.OUTPUT_CLEARED,
        "task `" + task + "`: the output of attempt " + turn.attempt() + " is not kept any more",
        "outputs go 30 days after the end of their run, or with `continuo gc`");
  }

  public static Rejected noResult(Object task) {
    return rejected(
        ProblemCode.RESULT_NOT_READY,
        "task `" + task + "`: has no result yet",
        "there is one as soon as an attempt claims that the work is done");
  }

  public static Rejected notEnded(String run, String state) {
    return rejected(
        ProblemCode.RUN_NOT_ENDED,
        "run `" + run + "`: has not ended, it is " + state,
        "`continuo cancel " + run + "` ends it, `continuo retry " + run + "` goes on with it");
  }

  public static Rejected elsewhere(String run, String project) {
    return rejected(
        ProblemCode.RUN_ELSEWHERE,
        "run `" + run + "`: what it has done is in `" + project + "`",
        "go to that folder, or start without `--from`");
  }

  public static Rejected noLimit(String name) {
    return refused(Decision.refuse(DispatchRefusal.LIMIT_UNKNOWN, Facts.of("limit", quoted(name))));
  }

  public static Rejected badSecretValue(String name, int bytes) {
    return rejected(
        ProblemCode.BAD_SECRET,
        "secret `"
            + name
            + "`: has "
            + bytes
            + " bytes, must have "
            + Secrets.VALUE_BYTES_MIN
            + " to "
            + Secrets.VALUE_BYTES_MAX,
        bytes < Secrets.VALUE_BYTES_MIN
            ? "so short a value would be masked everywhere; give it with `env`"
            : "put it into a file that the task reads");
  }

  public static Rejected tooManySecrets() {
    return rejected(
        ProblemCode.SECRETS_TOO_MANY,
        "secrets: " + Secrets.SECRETS_MAX + " are kept, no more are allowed",
        "`continuo secret list` shows them");
  }

  public static Rejected noSecret(String name) {
    return rejected(
        ProblemCode.SECRET_NOT_FOUND,
        "secret `" + name + "`: not set",
        "`continuo secret list` shows those that are");
  }

  public static Rejected secretOfEnvironment(String name) {
    return rejected(
        ProblemCode.SECRET_OF_ENVIRONMENT,
        "secret `" + name + "`: stays, the server was started with it",
        "start the server without `CONTINUO_SECRET_" + name + "`");
  }

  public static Rejected noRoute(String method, String path) {
    return rejected(
        ProblemCode.ROUTE_NOT_FOUND,
        "path: `" + quoted(path) + "` is unknown to " + method,
        "`/v1/openapi.json` describes all requests");
  }

  public static Rejected noMethod(String method, String path, List<String> allowed) {
    return rejected(
        ProblemCode.METHOD_NOT_ALLOWED,
        "method: `"
            + quoted(method)
            + "` is not for `"
            + quoted(path)
            + "`, allowed is "
            + listed(allowed),
        "");
  }

  public static Rejected fenceLost(TurnId turn) {
    return unauthorized("token: its turn `" + turn + "` no longer holds the fence");
  }

  public static Rejected noToken() {
    return unauthorized("token: missing, must be `Authorization: Bearer TOKEN`");
  }

  public static Rejected unauthorized(String detail) {
    return rejected(
        ProblemCode.UNAUTHORIZED,
        detail,
        "the token is the content of the file `token` in the data folder");
  }

  public static Rejected forbidden(String detail, String hint) {
    return rejected(ProblemCode.FORBIDDEN, detail, hint);
  }

  public static Rejected badRequest() {
    return rejected(ProblemCode.BAD_REQUEST, "request: cannot be understood", "");
  }

  public static Rejected badBody(String detail) {
    return rejected(ProblemCode.BAD_BODY, "body: " + detail, "");
  }

  public static Rejected badParameter(String detail) {
    return rejected(ProblemCode.BAD_PARAMETER, detail, "");
  }

  public static Rejected badHeader(String detail) {
    return rejected(ProblemCode.BAD_HEADER, detail, "");
  }

  public static Rejected tooLarge(int bytesMax) {
    return rejected(
        ProblemCode.BODY_TOO_LARGE,
        "body: too large, at most " + bytesMax + " bytes are allowed",
        "");
  }

  /** What is wrong with a plan; {@code more} problems are only counted. */
  public static Rejected invalid(List<dev.continuo.plan.Problem> problems, int more) {
    var first = problems.getFirst();
    var others = problems.size() - 1 + more;
    var views =
        problems.stream()
            .map(
                each ->
                    new Trouble(each.place().toString(), each.message(), each.hint(), each.code()))
            .toList();
    return new Rejected(
        Problem.of(
                ProblemCode.PLAN_INVALID,
                first.line() + (others == 0 ? "" : ", and " + others + " more"),
                first.hint())
            .with("problems", views)
            .with("more", more));
  }

  public static Rejected archived(long after, long floor) {
    return new Rejected(
        Problem.of(
                ProblemCode.EVENTS_ARCHIVED,
                "events: those after " + after + " are archived, the oldest kept is " + (floor + 1),
                "start with `after=" + floor + "`, or read the archive folder")
            .with("floor", floor));
  }

  public static Rejected unavailable(String reason) {
    return rejected(
        ProblemCode.STORE_UNAVAILABLE,
        "store: unavailable, " + reason,
        "nothing was done; try again in a moment");
  }

  public static Rejected unknownOutcome() {
    return rejected(
        ProblemCode.OUTCOME_UNKNOWN,
        "store: does not answer, whether this was done is not known yet",
        "repeat it with the same `Idempotency-Key`: it is done at most once");
  }

  public static Rejected notYet(long wanted, long head) {
    return rejected(
        ProblemCode.NOT_YET,
        "event `" + wanted + "`: not there yet, the newest is " + head,
        "try again in a moment");
  }

  /** A file of ours that cannot be used; {@code cause} is for the log alone. */
  public static Rejected fileTrouble(String what, Exception cause) {
    LOG.log(System.Logger.Level.ERROR, what, cause);
    return rejected(
        ProblemCode.FILE_UNAVAILABLE,
        what + ": cannot be read or written just now",
        "see the log of the server");
  }

  public static Rejected tooManyStreams(int max) {
    return rejected(
        ProblemCode.STREAMS_TOO_MANY,
        "event streams: " + max + " are open, no more are allowed",
        "close some, or read pages of `/v1/events`");
  }

  public static Rejected tooManyConnections(int max) {
    return rejected(
        ProblemCode.CONNECTIONS_TOO_MANY,
        "connections: " + max + " are open and none of them is idle, no more are allowed",
        "close some, such as those of event streams");
  }

  /** There is no room for any caller of this kind. */
  static Rejected computingBusy() {
    return rejected(
        ProblemCode.COMPUTING_BUSY,
        "server: too many plans wait to be read, nothing was done",
        "try again in " + RETRY_AFTER.toSeconds() + " seconds");
  }

  /** The caller itself has as many as it may. */
  static Rejected computingTooMany(int queuedMax) {
    return rejected(
        ProblemCode.COMPUTING_BUSY,
        "server: "
            + queuedMax
            + " of your plans wait to be read, no more are allowed, nothing was done",
        "wait for an answer before you send the next one");
  }

  static Rejected computedTooLong(Duration timeMax) {
    return rejected(
        ProblemCode.COMPUTING_TOO_LONG,
        "server: the plan was not read within "
            + timeMax.toSeconds()
            + " seconds, nothing was done",
        "split the plan, or try again when the machine is less busy");
  }

  public static Rejected stopping() {
    return rejected(ProblemCode.SERVER_STOPPING, "server: is stopping", "`continuo server start`");
  }

  public static Rejected bug() {
    return rejected(
        ProblemCode.BUG,
        "bug: the server could not answer this",
        "its log has the details; report it");
  }

  public static String quoted(String text) {
    return text.length() <= QUOTED_MAX ? text : text.substring(0, QUOTED_MAX) + "…";
  }

  /** {@code `a`, `b` or `c`}. */
  public static String listed(List<String> words) {
    return enumerated(words.stream().map(word -> "`" + word + "`").toList(), " or ");
  }

  /** The parts with commas between them, and before the last one this word. */
  static String enumerated(List<String> parts, String beforeLast) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    var last = parts.size() - 1;
    return String.join(", ", parts.subList(0, last)) + beforeLast + parts.get(last);
  }

  private static Rejected rejected(ProblemCode code, String detail, String hint) {
    return new Rejected(Problem.of(code, detail, hint));
  }
}
