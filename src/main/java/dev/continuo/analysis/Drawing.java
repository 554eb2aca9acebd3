package dev.continuo.analysis;

import dev.continuo.plan.Plan;
import dev.continuo.task.Need;
import dev.continuo.task.TaskSpec;

/** Graphs of plans for programs that draw them; an arrow leads from what is needed. */
public final class Drawing {
  private Drawing() {}

  /** For Markdown pages, in the language of Mermaid. */
  public static String mermaid(Plan plan) {
    var text = new StringBuilder("flowchart TD\n");
    for (int i = 0; i < plan.tasks().size(); i++) {
      text.append("  t%d[\"%s\"]\n".formatted(i, mermaid(label(plan.tasks().get(i)))));
    }
    for (int i = 0; i < plan.tasks().size(); i++) {
      for (var need : plan.tasks().get(i).needs()) {
        var arrow = need.on() == Need.On.SUCCEEDED ? "-->" : "-.->";
        text.append("  t%d %s t%d\n".formatted(need.index(), arrow, i));
      }
    }
    return text.toString();
  }

  /** Everything that is not plain becomes its number: so no text can mean more than itself. */
  private static String mermaid(String label) {
    var safe = new StringBuilder();
    label
        .codePoints()
        .forEach(
            point -> {
              if (Character.isLetterOrDigit(point) || " _.-()/:,".indexOf(point) >= 0) {
                safe.appendCodePoint(point);
              } else {
                safe.append('#').append(point).append(';');
              }
            });
    return safe.toString();
  }

  /** For Graphviz. */
  public static String dot(Plan plan) {
    var text = new StringBuilder("digraph \"" + dot(plan.name()) + "\" {\n  node [shape=box];\n");
    for (int i = 0; i < plan.tasks().size(); i++) {
      text.append("  t%d [label=\"%s\"];\n".formatted(i, dot(label(plan.tasks().get(i)))));
    }
    for (int i = 0; i < plan.tasks().size(); i++) {
      for (var need : plan.tasks().get(i).needs()) {
        var style = need.on() == Need.On.SUCCEEDED ? "" : " [style=dashed]";
        text.append("  t%d -> t%d%s;\n".formatted(need.index(), i, style));
      }
    }
    return text.append("}\n").toString();
  }

  private static String dot(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** {@code T2: Implement API}, or the name alone. */
  static String label(TaskSpec task) {
    return task.title().equals(task.name()) ? task.name() : task.name() + ": " + task.title();
  }
}
