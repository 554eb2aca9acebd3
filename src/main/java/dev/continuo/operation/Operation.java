package dev.continuo.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One thing that the product can be asked, declared once. Routes, JSON Schema, OpenAPI and
 * authorisation derive from it; {@link Operations} binds it to what it does.
 *
 * @param name subject and verb, such as {@code run.cancel}
 * @param summary one sentence
 * @param input each component has {@link Describe}
 * @param output likewise; {@link JsonText} and {@link OutputPiece} are written as they are
 * @param allowed who may call it; whoever is missing may not
 * @param errors codes that only some operations answer
 */
public record Operation<I extends Record, O>(
    String name,
    Kind kind,
    String summary,
    Class<I> input,
    Class<O> output,
    Http http,
    Map<CallerKind, Scope> allowed,
    Repetition repetition,
    List<String> errors) {

  /** Whether it changes anything. */
  public enum Kind {
    QUERY,
    COMMAND
  }

  /** What a repeated call does. */
  public enum Repetition {
    /** It changes nothing. */
    HARMLESS("a query, changes nothing"),
    /** With the same idempotency key it has no further effect and the same answer. */
    KEYED("accepts `Idempotency-Key`"),
    /** It has the same effect again, and needs no key. */
    SAME("may be repeated as it is");

    private final String words;

    Repetition(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Where a component of the input is found in a request. */
  public enum Source {
    PATH,
    PARAMETER,
    BODY
  }

  private static final List<ProblemCode> ALWAYS =
      List.of(
          ProblemCode.BAD_REQUEST,
          ProblemCode.BAD_PARAMETER,
          ProblemCode.BAD_HEADER,
          ProblemCode.FORBIDDEN,
          ProblemCode.BUG,
          ProblemCode.CONNECTIONS_TOO_MANY,
          ProblemCode.STORE_UNAVAILABLE,
          ProblemCode.SERVER_STOPPING);

  private static final List<ProblemCode> OF_COMMANDS =
      List.of(ProblemCode.BAD_BODY, ProblemCode.BODY_TOO_LARGE, ProblemCode.OUTCOME_UNKNOWN);

  public Operation {
    allowed = Collections.unmodifiableMap(new EnumMap<>(allowed));
    errors = List.copyOf(errors);
  }

  /** A query that every caller with read access may make. */
  static <I extends Record, O> Operation<I, O> query(
      String name, Http http, Class<I> input, Class<O> output, String summary) {
    return new Operation<>(
        name,
        Kind.QUERY,
        summary,
        input,
        output,
        http,
        Map.of(
            CallerKind.PERSON, Scope.ANY,
            CallerKind.ORCHESTRATOR, Scope.ANY,
            CallerKind.READER, Scope.ANY),
        Repetition.HARMLESS,
        List.of());
  }

  /** A command that only a person may give, unless {@link #allow} names others. */
  static <I extends Record, O> Operation<I, O> command(
      String name, Http http, Class<I> input, Class<O> output, String summary) {
    return new Operation<>(
        name,
        Kind.COMMAND,
        summary,
        input,
        output,
        http,
        Map.of(CallerKind.PERSON, Scope.ANY),
        Repetition.KEYED,
        List.of());
  }

  /** A copy that this kind of caller may call too. */
  Operation<I, O> allow(CallerKind caller, Scope scope) {
    var more = new EnumMap<CallerKind, Scope>(CallerKind.class);
    more.putAll(allowed);
    more.put(caller, scope);
    return new Operation<>(name, kind, summary, input, output, http, more, repetition, errors);
  }

  /** A copy that only people may call. */
  Operation<I, O> onlyPeople() {
    return new Operation<>(
        name,
        kind,
        summary,
        input,
        output,
        http,
        Map.of(CallerKind.PERSON, Scope.ANY),
        repetition,
        errors);
  }

  /** A copy that needs no idempotency key. */
  Operation<I, O> repeatable() {
    return new Operation<>(
        name, kind, summary, input, output, http, allowed, Repetition.SAME, errors);
  }

  /** A copy with further codes: constants of refusals and of {@link ProblemCode}. */
  Operation<I, O> fails(Enum<?>... codes) {
    var all = new ArrayList<>(errors);
    Stream.of(codes).map(code -> code.name().toLowerCase(Locale.ROOT)).forEach(all::add);
    return new Operation<>(name, kind, summary, input, output, http, allowed, repetition, all);
  }

  /** The part of the name before the dot. */
  public String subject() {
    return name.substring(0, name.indexOf('.'));
  }

  /** What the caller may name; empty when it may not call this. */
  public Optional<Scope> scope(CallerKind caller) {
    return Optional.ofNullable(allowed.get(caller));
  }

  public Source source(String member) {
    if (http.parts().contains(member)) {
      return Source.PATH;
    }
    return kind == Kind.QUERY ? Source.PARAMETER : Source.BODY;
  }

  /** The names of the input's components that have this source, in their order. */
  public List<String> members(Source from) {
    return Shape.of(input).members().stream()
        .map(Form.Member::name)
        .filter(name -> source(name) == from)
        .toList();
  }

  /** Every code that an answer can have. */
  public SortedSet<String> codes() {
    var codes = new TreeSet<>(errors);
    ALWAYS.forEach(code -> codes.add(code.code()));
    if (!allowed.containsKey(CallerKind.STRANGER)) {
      codes.add(ProblemCode.UNAUTHORIZED.code());
    }
    switch (kind) {
      case QUERY -> codes.add(ProblemCode.NOT_YET.code());
      case COMMAND -> OF_COMMANDS.forEach(code -> codes.add(code.code()));
    }
    if (repetition == Repetition.KEYED) {
      codes.add("idempotency_key_reused");
    }
    return codes;
  }
}
