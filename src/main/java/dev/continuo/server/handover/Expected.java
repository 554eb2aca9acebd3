package dev.continuo.server.handover;

import dev.continuo.task.ArtifactPart;
import dev.continuo.task.ChoicePart;
import dev.continuo.task.Task;
import dev.continuo.task.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a turn has to leave when it ends, kept with the turn: it may end while no server runs.
 *
 * @param produces files in its folder
 * @param gathers files there, or in one of these other folders
 * @param options of which its result names one, if there are any
 * @param reports whether its last line may say how it stands
 */
public record Expected(
    List<String> produces,
    List<String> gathers,
    List<String> others,
    List<String> options,
    boolean reports) {
  /** Of more files than these the first by name are handed on. */
  private static final int FILES_MAX = 1_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** What is expected of a turn of the task; null when it may leave what it wants. */
  public static @Nullable String of(Task task, List<Path> others) {
    var files = task.spec().part(ArtifactPart.class);
    var choice = task.spec().part(ChoicePart.class);
    var reports = task.spec().work() instanceof Work.Agent;
    return files.isEmpty() && choice.isEmpty() && !reports
        ? null
        : JSON.writeValueAsString(
            new Expected(
                files.map(ArtifactPart::produces).orElse(List.of()),
                files.map(ArtifactPart::gathers).orElse(List.of()),
                others.stream().map(Path::toString).toList(),
                choice.map(ChoicePart::options).orElse(List.of()),
                reports));
  }

  public static Expected read(String json) {
    return JSON.readValue(json, Expected.class);
  }

  /** Why the turn has not done what it should, seen from its folder. */
  public Optional<String> missing(Path folder) {
    var none =
        Stream.concat(
                produces.stream().filter(name -> !Files.isRegularFile(folder.resolve(name))),
                gathers.stream().filter(name -> !gathered(name, folder)))
            .distinct()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return none.isEmpty() ? Optional.empty() : Optional.of("did not produce " + none);
  }

  private boolean gathered(String name, Path folder) {
    return Stream.concat(Stream.of(folder), others.stream().map(Path::of))
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
