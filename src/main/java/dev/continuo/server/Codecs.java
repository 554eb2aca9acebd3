package dev.continuo.server;

import dev.continuo.Features;
import dev.continuo.engine.Engine;
import dev.continuo.gate.GatePart;
import dev.continuo.gate.ReviewPart;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.codec.Lifts;
import dev.continuo.journal.codec.Vocabulary;
import dev.continuo.run.RunReply;
import dev.continuo.task.ArtifactPart;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.GroupPart;
import dev.continuo.task.JoinPart;
import dev.continuo.task.Remark;
import dev.continuo.task.ResourcePart;
import dev.continuo.task.SecretPart;
import dev.continuo.task.TakenOver;
import java.util.List;

/** How everything that these features store is written. */
public final class Codecs {
  private Codecs() {}

  /** {@code engine} must be that of the {@code features}. */
  public static Codec of(Features features, Engine engine) {
    return new Codec(Vocabulary.of(features.tables(), engine.features()), Lifts.NONE);
  }
}
