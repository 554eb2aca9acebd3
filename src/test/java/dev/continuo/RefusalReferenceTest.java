package dev.continuo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.continuo.engine.Refusal;
import dev.continuo.journal.StoreRefusal;
import dev.continuo.upkeep.BugRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue of errors has every refusal of the product. */
class RefusalReferenceTest {
  private static final Path CATALOGUE = Path.of("docs/reference/errors.md");

  /** Those that end a server at its start. */
  private static final List<Class<?>> STARTS = List.of(StoreRefusal.class, BugRefusal.class);

  @Test
  void the_catalogue_has_every_refusal_of_the_engine() throws IOException {
    var engine = families().filter(family -> !STARTS.contains(family));

    new GeneratedPart(CATALOGUE, "refusals").holds(table(engine));
  }

  @Test
  void the_catalogue_has_every_reason_not_to_open_a_store() throws IOException {
    new GeneratedPart(CATALOGUE, "stores").holds(table(STARTS.stream()));
  }

  /** Every enumeration of refusals that was compiled, by name. */
  private static Stream<Class<?>> families() {
    List<Class<?>> found =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(Main.class)
                .stream()
                .filter(type -> type.isAssignableTo(Refusal.class) && type.isEnum())
                .<Class<?>>map(type -> type.reflect())
                .sorted(Comparator.comparing(Class::getSimpleName))
                .toList();
    assertThat(found).contains(StoreRefusal.class).hasSizeGreaterThan(4);
    return found.stream();
  }

  private static String table(Stream<Class<?>> families) {
    return "| code | what is said | what can be done |\n|---|---|---|\n"
        + families
            .flatMap(family -> Stream.of(family.getEnumConstants()))
            .map(constant -> row((Refusal) constant))
            .collect(Collectors.joining("\n"));
  }

  private static String row(Refusal refusal) {
    return "| `%s` | %s | %s |"
        .formatted(refusal.code(), cell(refusal.says()), cell(refusal.hint()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
