package dev.continuo.operation;

import java.util.Locale;

/**
 * The codes of problems that are not refusals of the engine; each has one status and one meaning.
 */
public enum ProblemCode {
  BAD_REQUEST(400, "the request is no HTTP that can be understood"),
  BAD_BODY(400, "the body is not what the request takes"),
  BAD_PARAMETER(400, "a parameter is unknown or has a value that is not allowed"),
  BAD_HEADER(400, "a header has a value that is not allowed"),
  BAD_SECRET(400, "a secret has a name or a value that is not allowed"),
  UNAUTHORIZED(401, "no token, a wrong one, or that of a turn that has lost the fence"),
  FORBIDDEN(403, "the token may not do this, or the request comes from a foreign page or name"),
  ROUTE_NOT_FOUND(404, "there is no such path"),
  TURN_NOT_FOUND(404, "the task has no such turn, or none yet"),
  RESULT_NOT_READY(404, "no attempt of the task has claimed to be done yet"),
  SECRET_NOT_FOUND(404, "there is no secret of this name"),
  METHOD_NOT_ALLOWED(405, "the path is there, and not for this method"),
  RUN_NOT_ENDED(409, "a plan can only follow a run that is over"),
  RUN_ELSEWHERE(409, "a plan can only follow a run of the same folder"),
  SECRETS_TOO_MANY(409, "no more secrets can be kept"),
  SECRET_OF_ENVIRONMENT(
      409, "the secret comes from the environment of the server and cannot be changed"),
  EVENTS_ARCHIVED(410, "the events that were asked for have left the store"),
  OUTPUT_CLEARED(410, "the output of the turn was removed, or it never had any"),
  BODY_TOO_LARGE(413, "the body is longer than the request may have it"),
  PLAN_INVALID(422, "the plan has problems; each has a code of its own, listed below"),
  BUG(500, "the server met a state that it calls impossible"),
  COMPUTING_BUSY(503, "too many plans wait to be read; nothing was done"),
  CONNECTIONS_TOO_MANY(503, "no more connections can be open at once"),
  FILE_UNAVAILABLE(503, "a file of the data folder cannot be read or written just now"),
  SERVER_STOPPING(503, "the server is about to stop"),
  STORE_UNAVAILABLE(503, "the store cannot be written or read just now; nothing was done"),
  STREAMS_TOO_MANY(503, "no more event streams can be open at once"),
  COMPUTING_TOO_LONG(504, "a plan took too long to be read; nothing was done"),
  NOT_YET(504, "what was to be read at least is not there in time"),
  OUTCOME_UNKNOWN(504, "the store has not answered in time; whether it was done is not known");

  private final int status;
  private final String meaning;

  ProblemCode(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /** What programs decide by. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public int status() {
    return status;
  }

  /** What it says in general; the problem's detail says it of the case. */
  public String meaning() {
    return meaning;
  }
}
