package dev.continuo.engine;

import java.util.ArrayList;
import java.util.List;

/** What the host asks of the kernel's retention. */
public sealed interface RetentionCommand extends Command {
  /**
   * Deletes those of these rows that may be deleted by now; the others stay.
   *
   * @param table a table whose rows are {@link Alone}
   * @param keys in the form of {@link Alone#text}, at most {@link #KEYS_MAX}
   */
  record Forget(String table, List<String> keys) implements RetentionCommand {
    /** Each is perhaps loaded first, one after the other. */
    public static final int KEYS_MAX = 16;

    public Forget {
      keys = List.copyOf(keys);
      if (keys.size() > KEYS_MAX) {
        throw new IllegalArgumentException("bug: " + keys.size() + " keys to forget at once");
      }
    }

    /** As many commands as it takes for these keys, in their order. */
    public static List<Forget> each(String table, List<String> keys) {
      var commands = new ArrayList<Forget>();
      for (int from = 0; from < keys.size(); from += KEYS_MAX) {
        var to = Math.min(keys.size(), from + KEYS_MAX);
        commands.add(new Forget(table, keys.subList(from, to)));
      }
      return commands;
    }
  }
}
