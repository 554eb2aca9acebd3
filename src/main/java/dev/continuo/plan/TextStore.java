package dev.continuo.plan;

import dev.continuo.task.Text;

/** Where long texts of a plan go. */
@FunctionalInterface
public interface TextStore {
  /** The text itself when it is short, else a reference to what is stored now. */
  Text keep(String text);
}
