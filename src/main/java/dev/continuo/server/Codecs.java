package dev.continuo.server;

import dev.continuo.Features;
import dev.continuo.engine.Engine;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.codec.Lifts;
import dev.continuo.journal.codec.Vocabulary;

/** How everything that these features store is written. */
public final class Codecs {
  private Codecs() {}

  /** {@code engine} must be that of the {@code features}. */
  public static Codec of(Features features, Engine engine) {
    return new Codec(Vocabulary.of(features.tables(), engine.features()), Lifts.NONE);
  }
}
