package dev.continuo.cli;

import dev.continuo.task.RunId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/**
 * Reads the commands that are asked most often, many times a minute by scripts and agents: picocli
 * alone takes longer than they take as a whole.
 *
 * <p>It knows only how they are usually written. Everything else, above all what is wrong, is
 * picocli's: there is one owner of help and errors.
 */
final class HotCommands {
  private HotCommands() {}

  /** The command; empty when the arguments are not understood here. */
  static Optional<Verb> read(World world, String... arguments) {
    if (arguments.length == 0) {
      return Optional.empty();
    }
    var rest = Arrays.asList(arguments).subList(1, arguments.length).iterator();
    return switch (arguments[0]) {
      case "status" -> status(world, rest);
      case "list" -> list(world, rest);
      case "rehearse" -> rest.hasNext() ? Optional.empty() : Optional.of(new Rehearsal(world));
      case "completion" -> candidates(world, arguments);
      default -> Optional.empty();
    };
  }

  private static Optional<Verb> candidates(World world, String... arguments) {
    return arguments.length == 4
            && arguments[1].equals("candidates")
            && (arguments[2].equals(Candidates.RUN) || arguments[2].equals(Candidates.TASK))
        ? Optional.of(new Candidates(world, arguments[2], arguments[3]))
        : Optional.empty();
  }

  private static Optional<Verb> status(World world, Iterator<String> rest) {
    var run = "";
    var json = false;
    while (rest.hasNext()) {
      var next = rest.next();
      if (next.equals("--json") && !json) {
        json = true;
      } else if (run.isEmpty() && (next.equals("last") || RunId.parse(next).isPresent())) {
        run = next;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new StatusCommand(world, run.isEmpty() ? "last" : run, json));
  }

  private static Optional<Verb> list(World world, Iterator<String> rest) {
    var state = "";
    var json = false;
    while (rest.hasNext()) {
      var next = rest.next();
      if (next.equals("--json") && !json) {
        json = true;
      } else if (next.equals("--state") && state.isEmpty() && rest.hasNext()) {
        state = rest.next();
        if (!word(state)) {
          return Optional.empty();
        }
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new ListCommand(world, state, json));
  }

  private static boolean word(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }
}
