package dev.continuo.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes a task of kind {@link Kind#SYNC} stand for others, its members: it ends as they have ended,
 * and its result is made of theirs.
 */
public record GroupPart(Form form, Source source) implements Part {
  /** So many of those that have not succeeded are named. */
  private static final int NAMED_MAX = 3;

  /** Where the members come from. */
  public enum Source {
    /** The group needs the end of each member. */
    NEEDS,
    /** They are added to the run while it goes on, with the group as their subject. */
    ADDED
  }

  /** As what the results of the members are one result. */
  public enum Form {
    /** A list, in the order of the members. */
    LIST,
    /** By the names of the members within the group. */
    BY_NAME
  }

  /** A group of the tasks that it needs. */
  public GroupPart(Form form) {
    this(form, Source.NEEDS);
  }

  /** Whether members are added while the run goes on. */
  public boolean grows() {
    return source == Source.ADDED;
  }

  /** The name of the member that has this name within the group. */
  public static String member(String group, String within) {
    return group + "/" + within;
  }

  /** Whether what has this name in its plan is a member of a group there. */
  public static boolean inner(String name) {
    return name.indexOf('/') >= 0;
  }

  /** The name that the member has within the group. */
  public static String within(String group, String member) {
    return member.startsWith(group + "/") ? member.substring(group.length() + 1) : member;
  }

  /**
   * What a task is called by another one of its run: the groups that both are members of go without
   * saying.
   */
  public static String seenFrom(String other, String task) {
    var common = 0;
    for (int i = 0; i < Math.min(other.length(), task.length()); i++) {
      if (other.charAt(i) != task.charAt(i)) {
        break;
      }
      common = other.charAt(i) == '/' ? i + 1 : common;
    }
    return task.substring(common);
  }

  /** How a group ends whose members all have, unless it is done as they are. */
  static Optional<TaskEvent> ended(TaskId group, List<Task> members) {
    var failed = names(members, State.Failed.class);
    var cancelled = names(members, State.Cancelled.class);
    if (!failed.isEmpty()) {
      return Optional.of(new TaskEvent.Failed(group, told(failed, members.size(), "failed")));
    }
    if (!cancelled.isEmpty()) {
      var told = told(cancelled, members.size(), "cancelled");
      return Optional.of(new TaskEvent.Cancelled(group, told));
    }
    return !members.isEmpty() && members.stream().allMatch(GroupPart::leftOut)
        ? Optional.of(new TaskEvent.Skipped(group, "all that it stands for was skipped"))
        : Optional.empty();
  }

  /** Whether nobody did it, on purpose, nor had done it before. */
  public static boolean leftOut(Task member) {
    return member.state() instanceof State.Skipped && !member.spec().takenOver();
  }

  private static List<String> names(List<Task> members, Class<? extends State> state) {
    var names = new ArrayList<String>();
    for (var member : members) {
      if (state.isInstance(member.state())) {
        names.add(member.spec().name());
      }
    }
    return names;
  }

  private static String told(List<String> names, int all, String how) {
    return names.stream()
        .limit(NAMED_MAX)
        .map(name -> "`" + name + "`")
        .collect(
            Collectors.joining(
                ", ",
                names.size() + " of " + all + " " + how + ": ",
                names.size() > NAMED_MAX ? " and more" : ""));
  }
}
