package dev.continuo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a document that is made from the program: between {@code <!-- generated: NAME -->} and
 * {@code <!-- end of NAME -->}. With {@code -Dcontinuo.docs=write} it is written, else compared.
 */
public record GeneratedPart(Path document, String name) {

  /** Writes {@code text} to its place, or fails when something else stands there. */
  public void holds(String text) throws IOException {
    var page = Files.readString(document, UTF_8);
    var begin = "<!-- generated: " + name + " -->\n";
    var end = "<!-- end of " + name + " -->";
    var from = page.indexOf(begin);
    var to = page.indexOf(end);
    assertThat(from).as("%s has a line %s", document, begin.strip()).isNotNegative();
    assertThat(to).as("%s has a line %s", document, end).isGreaterThan(from);
    var made = page.substring(0, from) + begin + "\n" + text.strip() + "\n\n" + page.substring(to);
    if ("write".equals(System.getProperty("continuo.docs"))) {
      Files.writeString(document, made, UTF_8);
      return;
    }
    assertThat(page)
        .as("%s is what the program says; scripts/generate-docs writes it anew", document)
        .isEqualTo(made);
  }
}
