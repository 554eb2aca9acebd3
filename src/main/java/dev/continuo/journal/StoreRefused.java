package dev.continuo.journal;

import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import org.jspecify.annotations.Nullable;

/** The store cannot be used as it is. Its message is the whole sentence for the operator. */
public final class StoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Decision.Refused refused;

  public StoreRefused(StoreRefusal why, Facts facts) {
    this(why, facts, null);
  }

  public StoreRefused(StoreRefusal why, Facts facts, @Nullable Throwable cause) {
    super(facts.fill(why.says()), cause);
    refused = Decision.refuse(why, facts);
  }

  public Decision.Refused refused() {
    return refused;
  }
}
