package dev.continuo.plan.yaml;

import dev.continuo.plan.yaml.Form.Either;
import dev.continuo.plan.yaml.Form.Items;
import dev.continuo.plan.yaml.Form.Name;
import dev.continuo.task.ArtifactPart;
import java.util.List;

/** The keys of a task that leaves files for others, or asks for some. */
final class ArtifactGrammar {
  private static final Name NAME = new Name();
  static final Items ARTIFACT_LIST =
      new Items("a name or a list of names", NAME, ArtifactPart.NAMES_MAX);
  private static final Either ARTIFACTS =
      new Either(ARTIFACT_LIST.allowed(), List.of(NAME, ARTIFACT_LIST));
  static final Key<Either> PRODUCES =
      new Key<>(
          "produces",
          ARTIFACTS,
          "`produces: [schema.sql]`",
          "files that it leaves in the folder `$CONTINUO_ARTIFACTS`; without one of them it has"
              + " failed",
          "none");
  static final Key<Either> CONSUMES =
      new Key<>(
          "consumes",
          ARTIFACTS,
          "`consumes: [schema.sql]`",
          "files that it has to find; one of its `needs` produces each",
          "none");

  private ArtifactGrammar() {}
}
