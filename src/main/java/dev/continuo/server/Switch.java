package dev.continuo.server;

import dev.continuo.engine.Batch;
import dev.continuo.engine.Command;
import dev.continuo.engine.Effect;
import dev.continuo.host.Outside;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stands for the outside until that is built: it needs the loop, and the loop needs it. */
final class Switch implements Outside {
  private volatile @Nullable Outside to;

  void to(Outside outside) {
    to = outside;
  }

  @Override
  public void resume(List<Effect> effects) {
    it().resume(effects);
  }

  @Override
  public void release(List<Effect> effects) {
    it().release(effects);
  }

  @Override
  public void committed(Batch batch) {
    it().committed(batch);
  }

  @Override
  public void kept(Command report, RuntimeException bug) {
    it().kept(report, bug);
  }

  @Override
  public void fenced(String by) {
    it().fenced(by);
  }

  private Outside it() {
    return Objects.requireNonNull(to, "the loop starts after its outside is there");
  }
}
