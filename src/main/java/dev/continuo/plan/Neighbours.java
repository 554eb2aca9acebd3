package dev.continuo.plan;

import java.util.OptionalInt;

/** The tasks of the run that a plan's tasks are added to, which these can need too. */
public interface Neighbours {
  /** Of a plan that becomes a run of its own. */
  Neighbours NONE =
      new Neighbours() {
        @Override
        public OptionalInt find(String name) {
          return OptionalInt.empty();
        }

        @Override
        public int first() {
          return 0;
        }
      };

  /** The index of the run's task of this name. */
  OptionalInt find(String name);

  /** The index of the first task of the plan. */
  int first();
}
