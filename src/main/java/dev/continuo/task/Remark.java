package dev.continuo.task;

/**
 * A part for people, for the look at a plan before it runs, and for the choice of an agent. By
 * itself it changes nothing about the work.
 */
public interface Remark extends Part {
  @Override
  default boolean remark() {
    return true;
  }
}
