package dev.continuo.plan;

import java.util.Locale;

/** What can be wrong with a plan; each has one meaning, which never changes. */
public enum Flaw {
  PLAN_UNREADABLE("the plan cannot be read"),
  PLAN_NOT_TEXT("the file is no text in UTF-8"),
  PLAN_TOO_LARGE("a plan, or a definition of an agent, has more bytes than are allowed"),
  PLAN_EMPTY("the plan says nothing"),
  TASKS_EMPTY("`tasks` has no task"),
  CHARACTER_NOT_ALLOWED("a character that YAML does not allow"),
  YAML_SYNTAX("what is written is not YAML"),
  YAML_SECOND_DOCUMENT("a second document follows"),
  YAML_TOO_DEEP("the nesting is deeper than is allowed"),
  YAML_TOO_MANY_VALUES("more values than are allowed"),
  YAML_ALIAS_UNKNOWN("an alias whose anchor does not stand before it"),
  YAML_EXPANSION_TOO_LARGE(
      "aliases, defaults, references or plans multiply beyond what is allowed"),
  YAML_TAG_REFUSED("a tag that is not of plain YAML, or of another type than what it stands at"),
  KEY_NOT_TEXT("a key that is no name"),
  KEY_DUPLICATE("a key stands twice"),
  KEY_UNKNOWN("a key that nothing is known of"),
  KEY_MISSING("a key that must be there is not"),
  KEY_OF_RUN("a key that means nothing for tasks of a run that has its own"),
  TYPE_WRONG("a value of another type than is allowed"),
  TEXT_EMPTY("a text, or a list of arguments, is empty"),
  TEXT_TOO_LONG("a text has more bytes than are allowed"),
  TEXT_UNUSABLE("a text that no process can be given"),
  LIST_TOO_LONG("a list or map with more elements than are allowed"),
  NUMBER_OUT_OF_RANGE("a number that is too small, too large or has a fraction"),
  DURATION_WITHOUT_UNIT("a duration is a number alone"),
  DURATION_INVALID("a duration that cannot be read"),
  DURATION_OUT_OF_RANGE("a duration that is too short or too long"),
  WORD_UNKNOWN("a word that is none of those that are allowed"),
  NAME_INVALID("a name that is not allowed"),
  TASK_NAME_TAKEN("the run has a task of this name already"),
  NEED_SELF("a task needs itself"),
  NEED_DUPLICATE("a task needs another one twice"),
  NEED_UNKNOWN("a task needs one that is not there"),
  NEEDS_CYCLE("tasks need each other in a circle"),
  JOIN_TOO_LARGE("a task waits for more of its needs than it has"),
  CONDITION_INVALID("a condition that can never be told"),
  CONDITION_NEED_UNKNOWN("a condition that speaks of a task which is not needed"),
  EACH_EMPTY("a task that is to be done for nothing"),
  ITEM_UNAVAILABLE("an item is spoken of where there is none"),
  ITEM_FIELD_MISSING("a task speaks of what an item does not have"),
  ROUNDS_WITHOUT_UNTIL("a number of rounds without a condition that ends them"),
  WORK_MISSING("a task has nothing to do"),
  WORK_AMBIGUOUS("a task has more than one thing to do"),
  PROMPT_WITHOUT_AGENT("a prompt without an agent to give it to"),
  STEPS_WITHOUT_PROMPT("a checklist without a prompt to stand below"),
  USES_OUTSIDE("a plan outside of the run's folder is used"),
  USES_UNREADABLE("a plan that is used cannot be read"),
  USES_CYCLE("a plan uses itself, or one that does"),
  USES_TOO_DEEP("plans use each other to a depth that is not allowed"),
  USES_PATTERN("the configuration of a pattern is used as a plan"),
  USES_BESIDE("a key that says nothing of a task that is a plan"),
  WITH_WITHOUT_USES("values for the inputs of a plan that is not there"),
  CONFIGURATION_UNREADABLE("a file of the project's configuration cannot be read"),
  DEPENDENCIES_IGNORED("a configuration that would have tasks start before what they need"),
  HOOK_UNKNOWN("a gate of the project's configuration names no file that can be executed"),
  SPECIALIST_UNDECIDED("the tags of a task call for nobody, and nothing says who does it"),
  MODEL_UNKNOWN("an agent's command takes a model, and nothing says which"),
  AGENT_UNKNOWN("an agent without a definition"),
  AGENT_UNREADABLE("the definition of an agent cannot be read"),
  AGENT_NAME_DIFFERS("an agent's definition has another name than its file"),
  PROMPT_INSIDE_ARGUMENT("`{prompt}` stands inside of an argument"),
  WORKDIR_OUTSIDE("a working folder outside of the run's folder"),
  ENV_NAME_INVALID("a variable has a name that is not allowed"),
  ENV_NAME_RESERVED("a variable has a name that is ours"),
  SECRET_NAME_INVALID("a secret has a name that is not allowed"),
  SECRET_DUPLICATE("a secret stands twice"),
  LOCK_DUPLICATE("a lock stands twice"),
  RESOURCE_INVALID("a pool of a resource that has no values, or none that are allowed"),
  RESOURCE_NAME_TAKEN("two resources become one variable"),
  RESOURCE_DUPLICATE("a resource of a task, or a value of a resource, stands twice"),
  RESOURCE_UNKNOWN("a task asks for a resource that the plan does not declare"),
  RESOURCE_TOO_SMALL("a task asks for more of a resource than there is"),
  ELEMENT_DUPLICATE("an element of a list stands twice"),
  GLOB_INVALID("a glob that is not allowed"),
  GATE_NAME_TAKEN("a task has two gates of one name"),
  GATE_WITHOUT_WORK("a gate has nothing to check by, or two things"),
  INPUT_UNKNOWN("an input that the plan does not declare"),
  INPUT_MISSING("an input that is required has no value"),
  INPUT_INVALID("an input has a value that it does not take"),
  INPUT_NAME_TAKEN("two inputs become one variable"),
  INPUTS_TOO_LONG("the values of the inputs, or their file, have more bytes than are allowed"),
  INPUTS_UNREADABLE("the file of the inputs cannot be read"),
  OPTION_DUPLICATE("an option of a choice stands twice"),
  OPTIONS_WITHOUT_CHOICE("`options` at an input that is no choice"),
  EXPRESSION_IN_SCRIPT("an expression inside of a script"),
  EXPRESSION_UNAVAILABLE("an expression that means nothing here"),
  ARTIFACT_UNKNOWN("an artifact that nothing produces, or that is not handed over"),
  ARTIFACT_DUPLICATE("an artifact stands twice"),
  PACKET_TOO_LARGE("a task of more files than one agent is given"),
  PATTERN_UNKNOWN("tasks are given to a file that is no configuration of a pattern"),
  PATTERN_AMBIGUOUS("a configuration has keys of two patterns"),
  PATTERN_TASKS_MISSING("a pattern has no tasks"),
  PATTERN_TASK_UNKNOWN("a task is given to a pattern that has no such task"),
  PATTERN_TASK_DUPLICATE("two tasks of a pattern have one name"),
  PATTERN_AGENT_DIFFERS("a task is given another agent than the pattern says"),
  PATTERN_NEED("a task needs what its pattern does not put before it"),
  PATTERN_IMPOSSIBLE("a pattern that could never come to an end"),
  SYNC_POINT_DUPLICATE("a sync point stands twice"),
  SYNC_POINT_UNREACHABLE("a sync point at which those who name it can never all be");

  private final String meaning;

  Flaw(String meaning) {
    this.meaning = meaning;
  }

  /** What programs decide by. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it says in general; the problem's message says it of the case. */
  public String meaning() {
    return meaning;
  }
}
