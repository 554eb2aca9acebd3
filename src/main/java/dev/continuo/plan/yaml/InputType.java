package dev.continuo.plan.yaml;

/** What the value of an input is. */
enum InputType {
  STRING,
  NUMBER,
  BOOLEAN,
  /** One of its options. */
  CHOICE
}
