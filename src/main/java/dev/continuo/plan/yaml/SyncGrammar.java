package dev.continuo.plan.yaml;

import dev.continuo.plan.yaml.Form.Either;
import dev.continuo.plan.yaml.Form.Items;
import dev.continuo.plan.yaml.Form.Name;
import dev.continuo.sync.SyncPart;
import java.util.List;

/** Where tasks meet while they run. */
final class SyncGrammar {
  static final Items POINT_LIST =
      new Items("a name or a list of names", new Name(), SyncPart.POINTS_MAX);
  static final Key<Either> SYNC_POINTS =
      new Key<>(
          "sync-points",
          new Either(POINT_LIST.allowed(), List.of(POINT_LIST.each(), POINT_LIST)),
          "`sync-points: [schema-agreed]`",
          "a name or a list of names: points at which it meets the other tasks of the run that name"
              + " them; inside of it, `continuo sync NAME` waits until all are there",
          "none");

  private SyncGrammar() {}
}
