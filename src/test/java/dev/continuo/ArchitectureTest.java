package dev.continuo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.continuo.engine.Engine;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may depend on what: pure packages on nothing, features on those to their left. */
class ArchitectureTest {
  /** The packages of the features in their order; each may use those before it. */
  private static final List<String> FEATURES =
      Features.create().inOrder().stream()
          .map(feature -> feature.getClass().getPackageName())
          .map(of -> of.substring(of.lastIndexOf('.') + 1))
          .toList();

  private static final List<String> PURE =
      Stream.concat(
              FEATURES.stream(), Stream.of("engine", "routing", "plan", "analysis", "pattern"))
          .toList();

  /** Parts of java.base that are the world outside, or time, or chance, or threads. */
  private static final Set<String> IMPURE =
      Set.of(
          "java.lang.Thread",
          "java.lang.ProcessBuilder",
          "java.lang.Process",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.util.Random",
          "java.util.Timer",
          "java.util.UUID",
          "java.time.Clock",
          "java.security.SecureRandom");

  /** What a port may name: how its shell can fail. */
  private static final Set<String> HARMLESS =
      Set.of("java.io.IOException", "java.io.UncheckedIOException", "java.io.Serializable");

  private static final JavaClasses PRODUCT = new ClassFileImporter().importPath(folder());

  /** The folder that the product was compiled to. */
  private static Path folder() {
    try {
      return Path.of(Engine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException odd) {
      throw new IllegalStateException(odd);
    }
  }

  private static String name(String part) {
    return "dev.continuo." + part;
  }

  @Test
  void the_rules_have_something_to_judge() {
    for (var part : PURE) {
      assertThat(PRODUCT).anyMatch(type -> type.getPackageName().equals(name(part)));
    }
  }

  @Test
  void pure_packages_use_nothing_but_each_other_java_base_and_jspecify() {
    classes()
        .that(inPure())
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe("are pure", ArchitectureTest::allowedInPure))
        .check(PRODUCT);
  }

  private static DescribedPredicate<JavaClass> inPure() {
    return DescribedPredicate.describe(
        "are in a pure package",
        type -> PURE.stream().anyMatch(part -> type.getPackageName().equals(name(part))));
  }

  private static boolean allowedInPure(JavaClass type) {
    var of = type.getBaseComponentType();
    var in = of.getPackageName();
    return of.isPrimitive()
        || PURE.stream().anyMatch(part -> in.equals(name(part)))
        || in.equals("org.jspecify.annotations")
        || (in.startsWith("java.") && !impure(of.getName(), in));
  }

  private static boolean impure(String type, String in) {
    return IMPURE.contains(type)
        || (in.startsWith("java.io") && !HARMLESS.contains(type))
        || in.startsWith("java.nio.file")
        || in.startsWith("java.nio.channels")
        || in.startsWith("java.net")
        || in.startsWith("java.util.concurrent")
        || in.startsWith("java.sql");
  }

  @Test
  void pure_packages_ask_nobody_for_the_time_or_for_chance() {
    noClasses()
        .that(inPure())
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(java.util.SplittableRandom.class)
        .check(PRODUCT);
  }

  /** After a virtual thread has waited for a socket, the exit of its process waits 0.3 s. */
  @Test
  void commands_use_no_virtual_threads() {
    noClasses()
        .that()
        .resideInAPackage("dev.continuo.cli")
        .should()
        .callMethod(Thread.class, "ofVirtual")
        .orShould()
        .callMethod(Thread.class, "startVirtualThread", Runnable.class)
        .check(PRODUCT);
  }

  /** A door translates: what a rule would need is not at hand there. */
  @Test
  void doors_call_operations_and_know_no_feature() {
    noClasses()
        .that()
        .resideInAPackage(name("http"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            name("run"), name("dispatch"), name("gate"), name("plan"), name("routing"))
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage(name("operation"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(name("http"), name("server"), name("cli"), name("worker"))
        .check(PRODUCT);
  }

  @Test
  void the_engine_knows_no_feature() {
    noClasses()
        .that()
        .resideInAPackage(name("engine"))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of another package of ours",
                type ->
                    type.getPackageName().startsWith("dev.continuo")
                        && !type.getPackageName().equals(name("engine"))))
        .check(PRODUCT);
  }

  /** The wiring, and what looks after the files of a data folder. */
  @Test
  void nothing_names_sqlite_but_the_wiring_and_the_upkeep_of_its_file() {
    noClasses()
        .that()
        .resideOutsideOfPackages(name("journal.sqlite"), name("upkeep"))
        .and()
        .doNotHaveFullyQualifiedName(name("server.Server"))
        .and()
        .doNotHaveFullyQualifiedName(name("server.StoreUpkeep"))
        .and()
        .doNotHaveFullyQualifiedName(name("server.StoreRebuild"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(name("journal.sqlite"))
        .check(PRODUCT);
  }

  @Test
  void a_feature_knows_only_those_on_its_left() {
    for (int i = 0; i < FEATURES.size(); i++) {
      for (var right : FEATURES.subList(i + 1, FEATURES.size())) {
        noClasses()
            .that()
            .resideInAPackage(name(FEATURES.get(i)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(name(right))
            .check(PRODUCT);
      }
    }
  }

  /** The rooms below server know what they share, and neither each other nor the wiring. */
  @Test
  void executors_know_neither_each_other_nor_the_wiring() {
    var shared = List.of("effect", "handover", "output");
    for (var room :
        List.of("effect", "handover", "output", "turn", "expression", "submission", "delivery")) {
      noClasses()
          .that()
          .resideInAPackage(name("server." + room))
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of the server, but of a room that is not shared",
                  type ->
                      type.getPackageName().startsWith(name("server"))
                          && !type.getPackageName().equals(name("server." + room))
                          && shared.stream()
                              .noneMatch(
                                  each -> type.getPackageName().equals(name("server." + each)))))
          .check(PRODUCT);
    }
  }

  @Test
  void the_discipline_of_executors_knows_none_of_them() {
    noClasses()
        .that()
        .resideInAPackage(name("server.effect"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(name("server"), name("server.handover"), name("server.output"))
        .check(PRODUCT);
  }
}
