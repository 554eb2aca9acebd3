package dev.continuo.task;

import java.util.List;

/**
 * Says which files a task leaves for others, by name: each in the folder {@code
 * $CONTINUO_ARTIFACTS} of the turn that claims to have done the work.
 *
 * @param produces what it leaves itself
 * @param gathers what has to be there by its end, whether it left it or one of those that it needs
 */
public record ArtifactPart(List<String> produces, List<String> gathers) implements Part {
  public static final int NAMES_MAX = 100;

  public ArtifactPart {
    produces = List.copyOf(produces);
    gathers = List.copyOf(gathers);
  }
}
