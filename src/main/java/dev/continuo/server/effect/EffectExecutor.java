package dev.continuo.server.effect;

import dev.continuo.engine.Effect;
import java.util.List;
import java.util.Set;

/**
 * Makes some kinds of effects true. It is called on the loop's thread and must not block; {@link
 * Attempts} does the work elsewhere.
 *
 * <p>An effect may be released more than once, and may have been made true by an earlier server.
 */
public interface EffectExecutor<E extends Effect> extends AutoCloseable {
  /** The classes of the effects that it makes true. */
  Set<Class<? extends E>> kinds();

  /** This shall be true from now on. */
  void release(E effect);

  /**
   * After a start: these are all effects of its kinds that rows want, and there are no others. Each
   * of them is released next.
   */
  default void resume(List<E> wanted) {}

  /** Begins no more; what was not made true is asked for again after the next start. */
  @Override
  void close();
}
