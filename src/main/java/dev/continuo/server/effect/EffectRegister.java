package dev.continuo.server.effect;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Command;
import dev.continuo.engine.Effect;
import dev.continuo.engine.StepBug;
import dev.continuo.engine.Tables;
import dev.continuo.host.Commits;
import dev.continuo.host.Outside;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Dispatches committed effects to their executors. */
public final class EffectRegister implements Outside, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EffectRegister.class.getName());

  private final List<Entry<?>> entries;
  private final Map<Class<?>, Entry<?>> byKind = new HashMap<>();
  private final Tables tables;
  private final Commits commits;
  private final Consumer<String> fenced;

  /** Knows that what it hands over is of the executor's kinds. */
  private record Entry<E extends Effect>(EffectExecutor<E> executor) {
    @SuppressWarnings("unchecked") // found by the effect's own class
    void release(Effect effect) {
      executor.release((E) effect);
    }

    @SuppressWarnings("unchecked") // as above
    void resume(List<Effect> effects) {
      executor.resume(effects.stream().map(effect -> (E) effect).toList());
    }
  }

  /**
   * A register that is complete, or a bug.
   *
   * @param tables say whose an effect is
   * @param kinds all kinds of effects that the features name
   */
  public EffectRegister(
      Tables tables,
      Collection<Class<? extends Effect>> kinds,
      List<EffectExecutor<?>> executors,
      Commits commits,
      Consumer<String> fenced) {
    this.tables = tables;
    this.commits = commits;
    this.fenced = fenced;
    this.entries = executors.stream().<Entry<?>>map(EffectRegister::entry).toList();
    for (var entry : entries) {
      for (var kind : entry.executor().kinds()) {
        if (byKind.put(kind, entry) != null) {
          throw new IllegalStateException("bug: two executors for " + kind.getName());
        }
      }
    }
    for (var kind : kinds) {
      if (!byKind.containsKey(kind)) {
        throw new IllegalStateException("bug: no executor for " + kind.getName());
      }
    }
  }

  private static <E extends Effect> Entry<E> entry(EffectExecutor<E> executor) {
    return new Entry<>(executor);
  }

  private Entry<?> of(Effect effect) {
    var entry = byKind.get(effect.getClass());
    if (entry == null) {
      throw new IllegalStateException("bug: no executor for " + effect);
    }
    return entry;
  }

  /** Each executor is told all that is wanted of it, even if that is nothing. */
  @Override
  public void resume(List<Effect> effects) {
    for (var entry : entries) {
      var its = effects.stream().filter(effect -> of(effect).equals(entry)).toList();
      entry.resume(its);
      release(its);
    }
  }

  @Override
  public void release(List<Effect> effects) {
    for (var effect : effects) {
      try {
        of(effect).release(effect);
      } catch (RuntimeException | Error bug) {
        throw StepBug.effect(effect, tables, bug);
      }
    }
  }

  @Override
  public void kept(Command report, RuntimeException bug) {
    LOG.log(
        System.Logger.Level.ERROR,
        "the report "
            + report.getClass().getSimpleName()
            + " is kept and handed in again later, "
            + bug.getMessage(),
        bug);
  }

  @Override
  public void committed(Batch batch) {
    commits.advance(batch.events().getLast().sequence());
  }

  @Override
  public void fenced(String by) {
    fenced.accept(by);
  }

  @Override
  public void close() {
    entries.reversed().forEach(entry -> entry.executor().close());
  }
}
