package dev.continuo.bench;

import static dev.continuo.bench.Figure.Verdict.FAILED;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Measures the rows that are named, or all of them, each part in a process of its own. */
public final class Bench {
  private static final Path TARGET = Path.of("bench", "target");
  private static final Path WORK = TARGET.resolve("work");
  private static final Path TABLE = TARGET.resolve("performance.md");

  private static final String SHORTEST = "--shortest";

  /** The rows of the shortest run: nothing is fetched, filled or waited for to have them. */
  private static final List<String> SHORTEST_ROWS = List.of("raw", "shell", "simulation");

  private Bench() {}

  /**
   * The command line: {@code bench/run [--shortest] [ROW…]}; {@code --part ROW PART FILE POSTGRES
   * LENGTH} is its own. Ends with 1 when a part has failed.
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("--part")) {
      part(arguments);
      // what a peer left running must not hold the process
      System.exit(0);
    }
    var shortest = arguments.length > 0 && arguments[0].equals(SHORTEST);
    var names = List.of(arguments).subList(shortest ? 1 : 0, arguments.length);
    var rows = chosen(shortest && names.isEmpty() ? SHORTEST_ROWS : names);
    var length = shortest ? Part.Length.SHORTEST : Part.Length.WHOLE;
    discard(WORK);
    Files.createDirectories(WORK);
    var begun = System.nanoTime();
    var table = new Table(Machine.told(WORK));
    try (var postgres =
        rows.stream().anyMatch(Row::needsPostgres)
            ? Postgres.start(WORK.resolve("postgres"))
            : Postgres.NONE) {
      for (var row : rows) {
        System.err.printf("%s: %s%n", row.name(), row.what());
        table.add(row, measured(row, postgres.url(), length));
      }
    } finally {
      discard(WORK);
    }
    var text = table.told(Duration.ofNanos(System.nanoTime() - begun));
    System.out.print(text);
    Files.writeString(TABLE, text);
    System.err.println("written to " + TABLE);
    if (!table.failed().isEmpty()) {
      System.err.println("error: not measured: " + String.join(", ", table.failed()));
      System.exit(1);
    }
  }

  private static List<Row> chosen(List<String> names) {
    var all = Rows.all();
    for (var name : names) {
      if (all.stream().noneMatch(row -> row.name().equals(name))) {
        System.err.printf(
            "error: row `%s`: there is no such, must be one of %s%n",
            name, String.join(", ", all.stream().map(Row::name).toList()));
        System.exit(2);
      }
    }
    return all.stream().filter(row -> names.isEmpty() || names.contains(row.name())).toList();
  }

  private static List<Figure> measured(Row row, String postgres, Part.Length length)
      throws Exception {
    var figures = new ArrayList<Figure>();
    for (var part : row.parts()) {
      var folder = Files.createDirectories(WORK.resolve(part.name()));
      var file = WORK.resolve(part.name() + ".figures");
      write(file, figures.stream().filter(each -> each.verdict() != FAILED).toList());
      var command = new ArrayList<String>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED"));
      command.addAll(part.java());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(
          List.of(
              Bench.class.getName(),
              "--part",
              row.name(),
              part.name(),
              file.toString(),
              postgres,
              length.name()));
      var exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      var left = measured(file);
      var measured = exit == 0 && Files.exists(left) ? read(left) : List.<Figure>of();
      figures.addAll(measured);
      if (exit != 0 || measured.isEmpty()) {
        figures.add(Figure.failed(part.name(), "ended with " + exit));
      }
      discard(folder);
    }
    return figures;
  }

  private static void part(String[] arguments) throws Exception {
    var row = chosen(List.of(arguments[1])).getFirst();
    var part =
        row.parts().stream()
            .filter(each -> each.name().equals(arguments[2]))
            .findFirst()
            .orElseThrow();
    var file = Path.of(arguments[3]);
    var place =
        new Part.Place(
            WORK.resolve(part.name()).toAbsolutePath(),
            read(file),
            arguments[4],
            Part.Length.valueOf(arguments[5]));
    write(measured(file), part.measurement().measure(place));
  }

  /** Where a part leaves its figures, beside the file with those of the parts before it. */
  private static Path measured(Path before) {
    return before.resolveSibling(before.getFileName() + ".measured");
  }

  private static void write(Path file, List<Figure> figures) throws IOException {
    try (var out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(figures.toArray(Figure[]::new));
    }
  }

  private static List<Figure> read(Path file) throws IOException, ClassNotFoundException {
    try (var in = new ObjectInputStream(Files.newInputStream(file))) {
      return List.of((Figure[]) in.readObject());
    }
  }

  private static void discard(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
