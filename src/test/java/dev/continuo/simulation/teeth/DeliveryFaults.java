package dev.continuo.simulation.teeth;

import dev.continuo.delivery.Deliveries;
import dev.continuo.delivery.DeliveryCommand;
import dev.continuo.delivery.DeliveryCommand.Answer;
import dev.continuo.delivery.DeliveryEvent;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Event;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.simulation.Assembly;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Faults in what is decided about deliveries. */
final class DeliveryFaults {
  private DeliveryFaults() {}

  private static Assembly bent(Function<Deliveries, Feature<?, ?>> fault) {
    return new Assembly() {
      @Override
      public List<Feature<?, ?>> features(Core core) {
        var straight = core.features().deliveries();
        return Bent.replace(super.features(core), straight, fault.apply(straight));
      }
    };
  }

  static Assembly failureTakenForAcknowledged() {
    return bent(
        deliveries ->
            new Bent<DeliveryCommand, DeliveryEvent>(deliveries) {
              @Override
              public Decision decide(DeliveryCommand command, Moment at) {
                return super.decide(
                    command instanceof DeliveryCommand.Report(var id, var attempt, var answer)
                            && answer instanceof Answer.Failed
                        ? new DeliveryCommand.Report(id, attempt, new Answer.Acknowledged())
                        : command,
                    at);
              }
            });
  }

  static Assembly oneIdForAllFacts() {
    return bentEvents(
        event ->
            event instanceof DeliveryEvent.Noted(var number, _, var fact)
                ? new DeliveryEvent.Noted(number, "msg_1", fact)
                : event);
  }

  static Assembly nextDeliveryForgotten() {
    return bentEvents(
        event ->
            event instanceof DeliveryEvent.Delivered(var id, var attempt, _)
                ? new DeliveryEvent.Delivered(id, attempt, Optional.empty())
                : event);
  }

  private static Assembly bentEvents(Function<Event, Event> bend) {
    return bent(
        deliveries ->
            new Bent<DeliveryCommand, DeliveryEvent>(deliveries) {
              @Override
              public Decision decide(DeliveryCommand command, Moment at) {
                return super.decide(command, at) instanceof Decision.Accepted accepted
                    ? new Decision.Accepted(
                        accepted.events().stream().map(bend).toList(),
                        accepted.then(),
                        accepted.reply())
                    : super.decide(command, at);
              }
            });
  }
}
