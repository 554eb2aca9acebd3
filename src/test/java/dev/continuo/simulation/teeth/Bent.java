package dev.continuo.simulation.teeth;

import dev.continuo.engine.Command;
import dev.continuo.engine.Decision;
import dev.continuo.engine.Event;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Moment;
import dev.continuo.engine.Reactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A feature that does what the real one does; each fault overrides one thing. */
class Bent<C extends Command, E extends Event> implements Feature<C, E> {
  private final Feature<C, E> straight;

  Bent(Feature<C, E> straight) {
    this.straight = straight;
  }

  @Override
  public Class<C> commands() {
    return straight.commands();
  }

  @Override
  public Class<E> events() {
    return straight.events();
  }

  @Override
  public List<Class<?>> vocabulary() {
    return straight.vocabulary();
  }

  @Override
  public Decision decide(C command, Moment at) {
    return straight.decide(command, at);
  }

  @Override
  public void apply(E event, Instant when) {
    straight.apply(event, when);
  }

  @Override
  public void react(Reactions on) {
    straight.react(on);
  }

  @Override
  public Optional<Command> settle(Moment at) {
    return straight.settle(at);
  }

  /** The decision with more events. */
  static Decision more(Decision.Accepted decision, List<? extends Event> more) {
    var events = new ArrayList<Event>(decision.events());
    events.addAll(more);
    return new Decision.Accepted(events, decision.then(), decision.reply());
  }

  /** The features with one of them replaced. */
  static List<Feature<?, ?>> replace(
      List<Feature<?, ?>> features, Feature<?, ?> straight, Feature<?, ?> bent) {
    return features.stream()
        .<Feature<?, ?>>map(feature -> feature == straight ? bent : feature)
        .toList();
  }
}
