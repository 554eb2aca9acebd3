package dev.continuo.analysis;

import java.util.BitSet;

/**
 * A set of paths: {@code *} and {@code ?} stand for characters of a name, {@code **} for any
 * characters, {@code **}{@code /} for any folders, or none. A folder stands for all below it: what
 * ends with a slash, and a path without signs whose last name has no dot.
 *
 * <p>Read as a machine: each character or sign is a state; what stays in its state is a loop.
 */
final class Glob {
  private enum Sign {
    CHARACTER,
    ONE,
    /** Loops over the characters of a name. */
    NAME,
    /** Loops over all characters. */
    ALL,
    /** No character itself: leads to a loop over all and a {@code /}, or past both. */
    FOLDERS
  }

  private final Sign[] signs;
  private final char[] characters;
  private final int states;
  private final boolean folder;

  /** What every path of it begins with. */
  private final String prefix;

  Glob(String text) {
    folder = folder(text);
    var bare = (text.startsWith("./") ? text.substring(2) : text).replaceAll("/+$", "");
    var path = folder ? bare + "/**" : bare;
    signs = new Sign[path.length()];
    characters = new char[path.length()];
    var state = 0;
    var certain = 0;
    for (int i = 0; i < path.length(); i++) {
      signs[state] = sign(path, i);
      characters[state] = path.charAt(i);
      certain += certain == i && signs[state] == Sign.CHARACTER ? 1 : 0;
      if (signs[state] == Sign.FOLDERS) {
        signs[++state] = Sign.ALL;
        i++;
      } else if (signs[state] == Sign.ALL) {
        i++;
      }
      state++;
    }
    states = state;
    prefix = path.substring(0, Math.min(certain, bare.length()));
  }

  private static Sign sign(String path, int at) {
    if (path.startsWith("**/", at) && (at == 0 || path.charAt(at - 1) == '/')) {
      return Sign.FOLDERS;
    }
    return switch (path.charAt(at)) {
      case '*' -> path.startsWith("**", at) ? Sign.ALL : Sign.NAME;
      case '?' -> Sign.ONE;
      default -> Sign.CHARACTER;
    };
  }

  /** Whether it names one file by its path alone. */
  static boolean single(String text) {
    return plain(text) && !folder(text);
  }

  private static boolean plain(String text) {
    return text.indexOf('*') < 0 && text.indexOf('?') < 0;
  }

  private static boolean folder(String text) {
    return text.endsWith("/") || (plain(text) && text.indexOf('.', text.lastIndexOf('/') + 1) < 0);
  }

  /** Whether there can be a path that belongs to both. */
  boolean meets(Glob other) {
    return (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
        && new Meeting(this, other).found();
  }

  /** Whether the path belongs to it. */
  boolean matches(String path) {
    if (!path.startsWith(prefix)) {
      return false;
    }
    var at = new BitSet(states + 1);
    reach(at, 0);
    for (int i = 0; i < path.length() && !at.isEmpty(); i++) {
      var next = new BitSet(states + 1);
      for (int state = at.nextSetBit(0); state >= 0; state = at.nextSetBit(state + 1)) {
        if (state < states && takes(state, path.charAt(i))) {
          reach(next, loops(state) ? state : state + 1);
        }
      }
      at = next;
    }
    return at.stream().anyMatch(this::accepts);
  }

  private void reach(BitSet at, int state) {
    if (!at.get(state)) {
      at.set(state);
      reach(at, past(state));
      reach(at, pastFolders(state));
    }
  }

  /** The whole path, or all of a folder's but what stands for what is below. */
  private boolean accepts(int state) {
    return state == states || (folder && state == states - 2);
  }

  private boolean loops(int state) {
    return signs[state] == Sign.NAME || signs[state] == Sign.ALL;
  }

  /** Where else the machine can be without a character; the state itself when nowhere. */
  private int past(int state) {
    return state < states && (loops(state) || signs[state] == Sign.FOLDERS) ? state + 1 : state;
  }

  private int pastFolders(int state) {
    return state < states && signs[state] == Sign.FOLDERS ? state + 3 : state;
  }

  private boolean takes(int state, char character) {
    return switch (signs[state]) {
      case CHARACTER -> characters[state] == character;
      case ONE, NAME -> character != '/';
      case ALL -> true;
      case FOLDERS -> false;
    };
  }

  /** Both machines at once, walked from their start. */
  private static final class Meeting {
    private final Glob left;
    private final Glob right;
    private final boolean[] seen;
    private final int[] stack;
    private int depth;

    Meeting(Glob left, Glob right) {
      this.left = left;
      this.right = right;
      seen = new boolean[(left.states + 1) * (right.states + 1)];
      stack = new int[seen.length];
    }

    boolean found() {
      visit(0, 0);
      while (depth > 0) {
        var pair = stack[--depth];
        var a = pair / (right.states + 1);
        var b = pair % (right.states + 1);
        if (left.accepts(a) && right.accepts(b)) {
          return true;
        }
        skip(a, b);
        if (a < left.states && b < right.states && share(a, b)) {
          visit(left.loops(a) ? a : a + 1, right.loops(b) ? b : b + 1);
        }
      }
      return false;
    }

    private void skip(int a, int b) {
      visit(left.past(a), b);
      visit(left.pastFolders(a), b);
      visit(a, right.past(b));
      visit(a, right.pastFolders(b));
    }

    /** Whether a character fits both. */
    private boolean share(int a, int b) {
      if (left.signs[a] == Sign.FOLDERS || right.signs[b] == Sign.FOLDERS) {
        return false;
      }
      if (left.signs[a] == Sign.CHARACTER) {
        return right.takes(b, left.characters[a]);
      }
      return right.signs[b] != Sign.CHARACTER || left.takes(a, right.characters[b]);
    }

    private void visit(int a, int b) {
      var pair = a * (right.states + 1) + b;
      if (!seen[pair]) {
        seen[pair] = true;
        stack[depth++] = pair;
      }
    }
  }
}
