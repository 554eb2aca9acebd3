package dev.continuo.dispatch;

import dev.continuo.engine.Reply;
import java.util.List;

/** What dispatch answers. */
public sealed interface DispatchReply extends Reply {
  /** Why a task stands where it stands; never empty. */
  record Reasons(List<Reason> reasons) implements DispatchReply {
    public Reasons {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * One reason.
   *
   * @param code stable, in lower snake case: what kind of reason it is
   */
  record Reason(String code, String text) {}
}
