package dev.continuo.server.handover;

import dev.continuo.task.ArtifactPart;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.Task;
import dev.continuo.task.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a turn has to leave when it ends. It follows from the task, never from a file that the turn
 * itself can write to.
 *
 * @param produces files in its folder
 * @param gathers files there, or in the folder of a task that it needs
 * @param options of which its result names one, if there are any
 * @param reports whether its last line may say how it stands
 */
public record Expected(
    List<String> produces, List<String> gathers, List<String> options, boolean reports) {
  /** Of more files than these the first by name are handed on. */
  private static final int FILES_MAX = 1_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What is expected of a turn of the task; empty when it may leave what it wants. */
  public static Optional<Expected> of(Task task) {
    var files = task.spec().part(ArtifactPart.class);
    var choice = task.spec().part(ChoicePart.class);
    var reports = task.spec().work() instanceof Work.Agent;
    return files.isEmpty() && choice.isEmpty() && !reports
        ? Optional.empty()
        : Optional.of(
            new Expected(
                files.map(ArtifactPart::produces).orElse(List.of()),
                files.map(ArtifactPart::gathers).orElse(List.of()),
                choice.map(ChoicePart::options).orElse(List.of()),
                reports));
  }

  /** Where else files that are gathered may be, kept with the turn. */
  public static String others(List<Path> folders) {
    return JSON.writeValueAsString(folders.stream().map(Path::toString).toList());
  }

  /** The same again; none when the turn has spoiled it, so that what is missing stays so. */
  public static List<Path> others(String kept) {
    try {
      return JSON.readTree(kept).valueStream().map(each -> Path.of(each.asString(""))).toList();
    } catch (JacksonException | InvalidPathException spoiled) {
      return List.of();
    }
  }

  /** Why the turn has not done what it should, seen from its folder. */
  public Optional<String> missing(Path folder, List<Path> others) {
    var none =
        Stream.concat(
                produces.stream().filter(name -> !Files.isRegularFile(folder.resolve(name))),
                gathers.stream().filter(name -> !gathered(name, folder, others)))
            .distinct()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return none.isEmpty() ? Optional.empty() : Optional.of("did not produce " + none);
  }

  private static boolean gathered(String name, Path folder, List<Path> others) {
    return Stream.concat(Stream.of(folder), others.stream())
        .anyMatch(each -> Files.isRegularFile(each.resolve(name)));
  }

  /** Why nobody knows how to go on, when the result makes no choice. */
  public Optional<String> undecided(Optional<JsonNode> result) {
    if (options.isEmpty() || !result.map(said -> chosen(said, options)).orElse("").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "its result chooses none of "
            + options.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")));
  }

  /** The option that a result names, or the first of them that it lists; empty when it does not. */
  public static String chosen(JsonNode result, List<String> options) {
    var branch = result.path("branch").asString("");
    if (options.contains(branch)) {
      return branch;
    }
    var conditions = result.path("conditions");
    var named =
        conditions.isArray()
            ? conditions.valueStream().map(each -> each.asString("")).toList()
            : List.<String>of();
    return options.stream().filter(named::contains).findFirst().orElse("");
  }

  /** The files that a turn has left in this folder. */
  public static List<Path> files(Path folder) {
    try (var files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().limit(FILES_MAX).toList();
    } catch (IOException unlisted) {
      throw new UncheckedIOException(unlisted);
    }
  }
}
