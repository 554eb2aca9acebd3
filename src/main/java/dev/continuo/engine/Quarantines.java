package dev.continuo.engine;

import java.util.List;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps homes out of memory that a bug stops the engine at. Part of the kernel, as it loads them.
 */
final class Quarantines implements Feature<QuarantineCommand, QuarantineEvent> {
  private final Table<Home, Quarantine> quarantines;

  Quarantines(Tables tables) {
    quarantines =
        tables.create(
            new Schema<>(
                "quarantine",
                Home.class,
                Quarantine.class,
                _ -> Schema.EVERYWHERE,
                QuarantineCommand.Wake::new));
    quarantines.watch(
        (home, _, after) -> {
          if (after != null && after.inForce()) {
            tables.bar(home.number());
          } else {
            tables.unbar(home.number());
          }
        });
  }

  /** The refusal of whatever needs a row of this home; empty when it is not set aside. */
  Optional<Decision.Refused> refusal(long home) {
    var quarantine = quarantines.get(new Home(home));
    return quarantine == null || !quarantine.inForce()
        ? Optional.empty()
        : Optional.of(refused(QuarantineRefusal.RUN_QUARANTINED, quarantine));
  }

  private static Decision.Refused refused(QuarantineRefusal why, Quarantine quarantine) {
    return Decision.refuse(
        why,
        Facts.of("run", quarantine.name())
            .and("since", quarantine.since())
            .and("reason", quarantine.reason()));
  }

  @Override
  public Class<QuarantineCommand> commands() {
    return QuarantineCommand.class;
  }

  @Override
  public Class<QuarantineEvent> events() {
    return QuarantineEvent.class;
  }

  @Override
  public List<? extends Refusal> refusals() {
    return List.of(QuarantineRefusal.values());
  }

  @Override
  public Decision decide(QuarantineCommand command, Moment at) {
    return switch (command) {
      case QuarantineCommand.Set set -> {
        var there = quarantines.get(set.home());
        yield there != null && there.inForce()
            ? refused(QuarantineRefusal.RUN_QUARANTINED_ALREADY, there)
            : Decision.accept(
                new QuarantineEvent.Set(set.home(), set.name(), set.reason(), set.by()));
      }
      case QuarantineCommand.Lift(var home, var name, var by) -> {
        var there = quarantines.get(home);
        yield there == null || !there.inForce()
            ? Decision.refuse(QuarantineRefusal.RUN_NOT_QUARANTINED, Facts.of("run", name))
            : Decision.accept(new QuarantineEvent.Lifted(home, by));
      }
      case QuarantineCommand.Wake _ -> Decision.accept();
    };
  }

  @Override
  public void apply(QuarantineEvent event, Instant when) {
    switch (event) {
      case QuarantineEvent.Set(var home, var name, var reason, var by) ->
          quarantines.put(home, new Quarantine(home, name, reason, by, when, Quarantine.State.SET));
      case QuarantineEvent.Lifted(var home, var by) -> {
        var there = quarantines.get(home);
        if (there == null) {
          throw new IllegalStateException("bug: home " + home + " was never set aside");
        }
        quarantines.put(
            home,
            new Quarantine(home, there.name(), there.reason(), by, when, Quarantine.State.LIFTED));
      }
    }
  }
}
