package dev.continuo.plan;

import dev.continuo.task.GroupPart;
import dev.continuo.task.TaskSpec;
import dev.continuo.task.TitlePart;
import dev.continuo.task.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of those that something is done for.
 *
 * @param number its place in the list, the first being 1
 * @param texts the whole as a text, by the empty path, and each of its fields by the names that
 *     lead to it, with a point between two; of what is no text, number or truth value, its JSON
 */
public record Item(int number, SortedMap<String, String> texts) {
  /** How many items a list may have. */
  public static final int ITEMS_MAX = 10_000;

  /** How many bytes one may have as JSON. */
  public static final int BYTES_MAX = 64 << 10;

  /** How many characters all tasks of one list may have that they do not share. */
  public static final long CHARACTERS_MAX = 64L << 20;

  /** The variable of the environment that has it. */
  public static final String VARIABLE = "CONTINUO_ITEM";

  private static final String NUMBER = "CONTINUO_ITEM_NUMBER";

  /** So much of an item stands in the title of its task. */
  private static final int SHOWN_MAX = 40;

  /** No text of a plan has the character NUL, so that nothing is taken for a reference. */
  private static final Pattern REFERENCE = Pattern.compile("\0([^\0]*)\0");

  public Item {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  /** What stands in the texts of a task until its item is known. */
  public static String reference(String path) {
    return "\0" + path + "\0";
  }

  /** What the task wants of the item, and it does not have. */
  public SortedSet<String> missing(TaskSpec task) {
    var missing = new TreeSet<String>();
    texts(task)
        .forEach(
            text ->
                REFERENCE
                    .matcher(text)
                    .results()
                    .map(reference -> reference.group(1))
                    .filter(path -> !texts.containsKey(path))
                    .forEach(missing::add));
    return missing;
  }

  /** How many characters the task has for this item that it does not share with others. */
  public long length(TaskSpec task) {
    long length = text().length();
    for (var text : texts(task)) {
      if (text.indexOf('\0') >= 0) {
        length += text.length();
        length +=
            REFERENCE
                .matcher(text)
                .results()
                .mapToLong(reference -> texts.getOrDefault(reference.group(1), "").length())
                .sum();
      }
    }
    return length;
  }

  private static List<String> texts(TaskSpec task) {
    var texts = new ArrayList<>(task.env().values());
    if (task.work() instanceof Work.Command(var arguments)) {
      texts.addAll(arguments);
    }
    return texts;
  }

  /** The same task for this item. */
  public TaskSpec of(TaskSpec task) {
    var env = new TreeMap<>(task.env());
    env.replaceAll((_, text) -> filled(text));
    env.put(VARIABLE, text());
    env.put(NUMBER, Integer.toString(number));
    var parts = new ArrayList<>(task.parts());
    parts.removeIf(TitlePart.class::isInstance);
    parts.add(new TitlePart(task.title() + " (" + shown() + ")"));
    return new TaskSpec(
        GroupPart.member(task.name(), Integer.toString(number)),
        task.kind(),
        task.work() instanceof Work.Command(var arguments)
            ? new Work.Command(arguments.stream().map(this::filled).toList())
            : task.work(),
        task.needs(),
        env,
        task.workdir(),
        task.timeout(),
        task.retries(),
        task.priority(),
        task.locks(),
        task.blame(),
        task.subject(),
        parts);
  }

  private String filled(String text) {
    return text.indexOf('\0') < 0
        ? text
        : REFERENCE.matcher(text).replaceAll(reference -> literal(reference));
  }

  private String literal(MatchResult reference) {
    return Matcher.quoteReplacement(texts.getOrDefault(reference.group(1), ""));
  }

  private String text() {
    return texts.getOrDefault("", "");
  }

  /** The item in one line. */
  private String shown() {
    var line = text().strip().replaceAll("\\p{Cntrl}+", " ");
    return line.codePointCount(0, line.length()) <= SHOWN_MAX
        ? line
        : line.substring(0, line.offsetByCodePoints(0, SHOWN_MAX)) + "…";
  }
}
