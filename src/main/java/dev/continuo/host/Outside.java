package dev.continuo.host;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Command;
import dev.continuo.engine.Effect;
import java.util.List;

/** What the loop tells once something is durable; on its thread, so it must not block. */
public interface Outside {
  /** These must be true outside from now on. */
  void release(List<Effect> effects);

  /** These must be true outside, and nothing else: the server has just started. */
  default void resume(List<Effect> effects) {
    release(effects);
  }

  /** These events happened. */
  default void committed(Batch batch) {}

  /** A report hit this bug: it is kept, and handed in again later; said once for each report. */
  default void kept(Command report, RuntimeException bug) {}

  /** Somebody else leads this store now: this server must not act for it any more. */
  default void fenced(String by) {}
}
