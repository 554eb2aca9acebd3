package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.ConfigurationGrammar.CONFIGURATION;
import static dev.continuo.plan.yaml.ConfigurationGrammar.FALLBACK_BEHAVIOR;
import static dev.continuo.plan.yaml.ConfigurationGrammar.PARALLELISM;

import dev.continuo.plan.Configuration;
import dev.continuo.plan.Configuration.Hook;
import dev.continuo.plan.ConfigurationFiles;
import dev.continuo.plan.Flaw;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.plan.Told;
import dev.continuo.routing.Fallback;
import dev.continuo.routing.Routing;
import dev.continuo.routing.Routing.Row;
import dev.continuo.routing.Specialist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration of a project: what {@code .continuo} says, and where it is silent, what
 * {@code .taskorchestrator} says.
 */
public final class ConfigurationReader {
  static final int FILE_BYTES_MAX = 64 << 10;

  private final ConfigurationFiles files;
  private final Problems problems;
  private final SortedMap<String, String> read = new TreeMap<>();

  ConfigurationReader(ConfigurationFiles files, Problems problems) {
    this.files = files;
    this.problems = problems;
  }

  /** What came of reading a configuration alone. */
  public sealed interface Outcome {
    record Good(Configuration configuration) implements Outcome {}

    record Bad(List<Problem> problems, int more) implements Outcome {
      public Bad {
        problems = List.copyOf(problems);
      }
    }
  }

  /** The configuration, for whoever has no plan. */
  public static Outcome read(ConfigurationFiles files) {
    var problems = new Problems();
    var configuration = new ConfigurationReader(files, problems).read();
    if (problems.isEmpty()) {
      return new Outcome.Good(configuration);
    }
    var bad = problems.bad();
    return new Outcome.Bad(bad.problems(), bad.more());
  }

  /** What the files say; what is wrong with them has been told. */
  Configuration read() {
    var layers =
        ConfigurationFiles.FOLDERS.stream()
            .map(folder -> folder + ConfigurationFiles.SETTINGS)
            .flatMap(file -> fields(file, PARALLELISM.example()).map(tree -> layer(file, tree)))
            .toList();
    var rows = new ArrayList<Row>();
    var tags = new HashSet<String>();
    for (var folder : ConfigurationFiles.FOLDERS) {
      var file = folder + ConfigurationFiles.MAPPING;
      fields(file, "`backend: Senior Engineer (Sonnet)`")
          .flatMap(tree -> rows(file, tree))
          .filter(row -> tags.add(row.tag()))
          .forEach(rows::add);
    }
    return new Configuration(
        first(layers, ConfigurationLayer::maxParallelTasks),
        first(layers, ConfigurationLayer::maxAgents),
        first(layers, ConfigurationLayer::wipMax),
        first(layers, ConfigurationLayer::wipPreferred),
        PacketLayer.merge(layers, problems),
        first(layers, ConfigurationLayer::autoLaunch),
        routing(rows, layers),
        models(layers),
        hooks(layers),
        read);
  }

  static <T> Optional<Told<T>> first(
      List<ConfigurationLayer> layers, Function<ConfigurationLayer, Optional<T>> value) {
    return layers.stream()
        .flatMap(layer -> value.apply(layer).map(told -> new Told<>(told, layer.file())).stream())
        .findFirst();
  }

  private ConfigurationLayer layer(String file, Tree.Fields tree) {
    var section = new Section(new Subject("", problems), tree).only(CONFIGURATION.keys());
    return ConfigurationLayer.read(file, section);
  }

  /** What the file holds; nothing when it is not there, empty or wrong. */
  private Stream<Tree.Fields> fields(String file, String example) {
    try {
      var bytes = files.find(file);
      if (bytes == null) {
        return Stream.empty();
      }
      if (bytes.length > FILE_BYTES_MAX) {
        throw new Refused(
            Flaw.PLAN_TOO_LARGE,
            Place.of(file),
            "too large, found " + bytes.length + " bytes, must be at most " + FILE_BYTES_MAX,
            "keep only what is different for this project in it");
      }
      var text = Decoded.of(bytes, file);
      read.put(file, text);
      return switch (TreeReader.read(text, file)) {
        case null -> Stream.empty();
        case Tree.Fields fields -> Stream.of(fields);
        case Tree other ->
            throw new Refused(
                Flaw.TYPE_WRONG,
                other.at(),
                "the file has the wrong type, found " + other.words() + ", must be a map",
                "write it like " + example);
      };
    } catch (Refused refused) {
      problems.add(refused.problem());
    } catch (IOException unreadable) {
      problems.add(
          new Problem(
              Flaw.CONFIGURATION_UNREADABLE,
              Place.of(file),
              "cannot be read, " + Disk.reason(unreadable),
              Disk.hint(unreadable)));
    }
    return Stream.empty();
  }

  private Stream<Row> rows(String file, Tree.Fields tree) {
    var form = ConfigurationGrammar.ROWS;
    var section =
        new Value(new Subject("", problems), "the mapping", "", tree)
            .named(form, new Subject("", problems), form.max(), "tags");
    return section == null
        ? Stream.empty()
        : section.fields().stream().flatMap(field -> row(file, section.subject(), field));
  }

  private static Stream<Row> row(String file, Subject subject, Tree.Field field) {
    var tag =
        new Value(subject, "the tag", "`backend: Senior Engineer (Sonnet)`", field.key()).name();
    if (tag == null) {
      return Stream.empty();
    }
    var written =
        new Value(subject, Quote.of(tag), "`" + tag + ": Senior Engineer (Sonnet)`", field.value());
    var specialist = ConfigurationLayer.specialist(written);
    return specialist == null ? Stream.empty() : Stream.of(new Row(tag, specialist, file));
  }

  private Routing routing(List<Row> rows, List<ConfigurationLayer> layers) {
    var fallback = first(layers, ConfigurationLayer::fallback);
    Optional<Specialist> otherwise = first(layers, ConfigurationLayer::specialist).map(Told::value);
    if (otherwise.isEmpty()) {
      fallback
          .filter(told -> told.value() == Fallback.USE_DEFAULT)
          .ifPresent(told -> tellNoDefault(told.file()));
    }
    return new Routing(rows, fallback.map(Told::value), otherwise);
  }

  private void tellNoDefault(String file) {
    var missing = ConfigurationGrammar.DEFAULT_SPECIALIST;
    problems.add(
        new Problem(
            Flaw.KEY_MISSING,
            Place.of(file),
            "`"
                + FALLBACK_BEHAVIOR.name()
                + "` is `use_default`, and `"
                + missing.name()
                + "` is missing",
            "write below it " + missing.example()));
  }

  private static Map<String, String> models(List<ConfigurationLayer> layers) {
    var models = new TreeMap<String, String>();
    layers.forEach(layer -> layer.models().forEach(models::putIfAbsent));
    return models;
  }

  private List<Hook> hooks(List<ConfigurationLayer> layers) {
    if (!first(layers, ConfigurationLayer::gatesEnabled).map(Told::value).orElse(false)) {
      return List.of();
    }
    var hooks = new ArrayList<Hook>();
    var gates = new HashSet<String>();
    for (var layer : layers) {
      for (var hook : layer.hooks()) {
        var path = gates.add(hook.gate()) ? path(hook) : null;
        if (path != null) {
          read.put(path, "");
          hooks.add(new Hook(hook.gate(), path, hook.weight()));
        }
      }
    }
    return hooks;
  }

  private @Nullable String path(ConfigurationLayer.Hooked hook) {
    var places =
        ConfigurationFiles.FOLDERS.stream()
            .map(folder -> folder + ConfigurationFiles.HOOKS)
            .toList();
    for (var place : places) {
      if (files.has(place + hook.name())) {
        return place + hook.name();
      }
    }
    problems.add(
        new Problem(
            Flaw.HOOK_UNKNOWN,
            hook.at(),
            "gate `"
                + hook.gate()
                + "`: `hook` names no file that can be executed, found `"
                + hook.name()
                + "`, must be in "
                + String.join(" or ", places.stream().map(place -> "`" + place + "`").toList()),
            "write it and `chmod +x` it, or set `enabled: false` under `quality_gates`"));
    return null;
  }
}
