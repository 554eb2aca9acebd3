package dev.continuo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.cli.Version.Difference;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
  @TempDir Path folder;

  @Test
  void a_build_is_told_by_what_is_in_its_jar() throws IOException {
    var one = Version.of("0.1.0", jar("one", "class A"));
    var same = Version.of("0.1.0", jar("same", "class A"));
    var other = Version.of("0.1.0", jar("other", "class B"));

    assertThat(one.text()).matches("0\\.1\\.0\\+[0-9a-f]{8}");
    assertThat(same).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void a_jar_that_is_larger_than_what_is_read_is_told_apart_by_its_table_of_contents()
      throws IOException {
    var large = "x".repeat(3 << 20);

    var one = Version.of("0.1.0", jar("one", "a" + large));
    var other = Version.of("0.1.0", jar("other", "b" + large));

    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void a_jar_that_is_gone_has_no_build() {
    assertThat(Version.of("0.1.0", folder.resolve("gone")).text()).isEqualTo("0.1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1.0+a, OTHER",
    "0.1.0-SNAPSHOT+b, OTHER",
    "0.0.9+b, OLDER",
    "0.1.1+b, NEWER",
    "0.10.0+b, NEWER",
    "1.0.0-SNAPSHOT+b, NEWER",
    "unknown+b, OTHER"
  })
  void another_version_is_older_newer_or_another_build(String server, Difference difference) {
    assertThat(new Version("0.1.0+b").differs(server)).contains(difference);
  }

  @ParameterizedTest
  @CsvSource({"0.1.0+b, 0.1.0+b", "0.1.0+b, 0.2.0", "0.1.0, 0.2.0+b", "(unpackaged), 0.2.0+b"})
  void who_does_not_know_the_build_says_nothing(String own, String server) {
    assertThat(new Version(own).differs(server)).isEqualTo(Optional.empty());
  }

  /** Stored, not compressed, so that its size is that of the text. */
  private Path jar(String name, String text) throws IOException {
    var file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        var zip = new ZipOutputStream(out)) {
      zip.setLevel(0);
      var entry = new ZipEntry("A.class");
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return file;
  }
}
