package dev.continuo.operation;

import dev.continuo.journal.Reader;
import dev.continuo.task.TurnId;
import java.util.Comparator;
import java.util.List;

/** Decides who may call what: by the declaration, the caller and what the call names. */
public final class Access {
  private final Reader store;

  Access(Reader store) {
    this.store = store;
  }

  /** Refuses a call that the caller may not make. */
  public void check(Operation<?, ?> operation, Who who, Target target) {
    switch (who) {
      case Who.Stranger _ when !may(operation, who, target) -> throw Problems.noToken();
      case Who.Attempt(var turn) when !holdsFence(turn) -> throw Problems.fenceLost(turn);
      case Who.Person _, Who.Attempt _ when !may(operation, who, target) ->
          throw Problems.forbidden(
              "operation `"
                  + operation.name()
                  + "`: not allowed for "
                  + who.words()
                  + ", which may call "
                  + Problems.enumerated(allowed(who.kind()), " and "),
              "this needs the token of a person");
      case Who.Person _, Who.Attempt _, Who.Stranger _ -> {}
    }
  }

  /** Whether anybody may call it, so that no token needs to be looked at. */
  public boolean open(Operation<?, ?> operation) {
    return operation.scope(CallerKind.STRANGER).isPresent();
  }

  /** Whether the turn is the one that its task runs now. */
  boolean holdsFence(TurnId turn) {
    return store
        .task(turn.task())
        .flatMap(task -> task.turn())
        .filter(now -> now.id().equals(turn))
        .isPresent();
  }

  private static boolean may(Operation<?, ?> operation, Who who, Target target) {
    return operation.scope(who.kind()).filter(scope -> within(scope, who, target)).isPresent();
  }

  private static boolean within(Scope scope, Who who, Target target) {
    return switch (scope) {
      case ANY -> true;
      case OWN_TASK ->
          who instanceof Who.Attempt(var turn)
              && target.task().filter(turn.task()::equals).isPresent();
      case OWN_RUN ->
          who instanceof Who.Attempt(var turn)
              && target.run().filter(turn.task().run()::equals).isPresent();
    };
  }

  private static List<String> allowed(CallerKind caller) {
    return Operations.DECLARED.stream()
        .filter(operation -> operation.scope(caller).isPresent())
        .sorted(Comparator.comparing(Operation::name))
        .map(operation -> words(operation, operation.scope(caller).orElseThrow()))
        .toList();
  }

  private static String words(Operation<?, ?> operation, Scope scope) {
    var name = "`" + operation.name() + "`";
    return scope == Scope.ANY ? name : name + " of its " + scope.words();
  }
}
