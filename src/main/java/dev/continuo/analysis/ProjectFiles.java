package dev.continuo.analysis;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files that a project has, to count those that globs stand for. For one thread. */
public final class ProjectFiles {
  /** No files, where nobody looks. */
  public static final ProjectFiles NONE = new ProjectFiles(List::of);

  /** Beyond these comparisons of a path with a glob, a new glob stands for what it says alone. */
  static final int COMPARED_MAX = 2_000_000;

  private final Supplier<List<String>> listing;
  private final Map<String, BitSet> found = new HashMap<>();
  private @Nullable List<String> paths;
  private long compared;

  /**
   * @param listing asked once, when the first glob is counted: the paths from the project's folder,
   *     with slashes
   */
  public ProjectFiles(Supplier<List<String>> listing) {
    this.listing = listing;
  }

  /** How many files the globs stand for together; one that finds none stands for one. */
  int count(List<String> globs) {
    var all = new BitSet();
    var unfound = 0;
    for (var glob : globs) {
      var files = found.computeIfAbsent(glob, this::find);
      all.or(files);
      unfound += files.isEmpty() ? 1 : 0;
    }
    return all.cardinality() + unfound;
  }

  private BitSet find(String text) {
    var known = paths == null ? listing.get() : paths;
    paths = known;
    var files = new BitSet();
    compared += known.size();
    if (compared > COMPARED_MAX) {
      return files;
    }
    var glob = new Glob(text);
    for (int i = 0; i < known.size(); i++) {
      if (glob.matches(known.get(i))) {
        files.set(i);
      }
    }
    return files;
  }
}
