package dev.continuo.upkeep;

import dev.continuo.engine.Decision;
import dev.continuo.engine.Facts;
import dev.continuo.engine.Refusal;
import dev.continuo.engine.Schema;
import dev.continuo.engine.StepBug;
import dev.continuo.task.RunId;

/** Why the engine cannot go on with a store that is sound: a bug of ours. */
public enum BugRefusal implements Refusal {
  RUN_HITS_BUG(
      "run `{run}`: a bug stops the engine at {act}, found `{found}`; {left}",
      "`continuo quarantine {run} --reason TEXT` lets the other runs go on without this one;"
          + " `continuo doctor` says whether they can"),
  ENGINE_HITS_BUG(
      "engine: a bug stops it at {act}, found `{found}`; {left}",
      "`continuo doctor` looks for the run that it comes from");

  private final String says;
  private final String hint;

  BugRefusal(String says, String hint) {
    this.says = says;
    this.hint = hint;
  }

  @Override
  public String says() {
    return says;
  }

  @Override
  public String hint() {
    return hint;
  }

  /** What is said of this bug, with the run that it concerns where that is known. */
  public static Decision.Refused of(StepBug bug) {
    var facts =
        Facts.of("act", bug.act())
            .and("found", bug.found())
            .and(
                "left",
                bug.undone() ? "nothing of it was written" : "the next start tries it again");
    return bug.home() > Schema.EVERYWHERE
        ? Decision.refuse(RUN_HITS_BUG, facts.and("run", new RunId(bug.home())))
        : Decision.refuse(ENGINE_HITS_BUG, facts);
  }

  /** The same, once it is known from which run it comes. */
  static Decision.Refused of(Decision.Refused known, RunId run) {
    return known.why() == ENGINE_HITS_BUG || known.why() == RUN_HITS_BUG
        ? Decision.refuse(RUN_HITS_BUG, known.facts().and("run", run))
        : known;
  }
}
