package dev.continuo.server.turn;

import dev.continuo.server.effect.EffectExecutor;
import dev.continuo.task.TaskEffect.Keep;
import java.util.List;
import java.util.Set;

/** Makes each turn as it shall be, with the orders of this server. */
public record TurnExecutor(LocalTurns turns, Orders orders) implements EffectExecutor<Keep> {
  @Override
  public Set<Class<? extends Keep>> kinds() {
    return Set.of(Keep.class);
  }

  @Override
  public void release(Keep wanted) {
    turns.keep(wanted, orders);
  }

  /** Turns that nobody wants are ended before others are launched. */
  @Override
  public void resume(List<Keep> wanted) {
    turns.resume(wanted);
  }

  @Override
  public void close() {
    turns.close();
  }
}
