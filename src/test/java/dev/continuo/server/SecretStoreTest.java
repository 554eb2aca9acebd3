package dev.continuo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.operation.Secrets.Known;
import dev.continuo.operation.Secrets.Removal;
import dev.continuo.operation.Secrets.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretStoreTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("secrets.json");
  }

  private SecretStore open() throws IOException {
    return SecretStore.open(
        file,
        Map.of(
            "CONTINUO_SECRET_GIVEN", "from-env", "CONTINUO_SECRET_SHORT", "abc", "OTHER", "other"));
  }

  @Test
  void what_is_set_is_there_after_a_restart_for_its_owner_alone() throws IOException {
    open().set("TOKEN", "hush-hush");

    var again = open();
    assertThat(again.find("TOKEN")).contains("hush-hush");
    assertThat(again.mask().apply("hush-hush and from-env")).isEqualTo("********* and ********");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void what_a_killed_server_was_writing_is_removed_at_the_next_start() throws IOException {
    Files.writeString(folder.resolve(".secrets123"), "{\"TOKEN\":\"hush-hush\"}");

    open();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_environment_gives_secrets_that_are_long_enough_and_the_file_goes_over_it()
      throws IOException {
    var secrets = open();
    assertThat(secrets.list()).containsExactly(new Known("GIVEN", Source.ENVIRONMENT));
    assertThat(secrets.find("GIVEN")).contains("from-env");

    secrets.set("GIVEN", "from-file");
    assertThat(secrets.find("GIVEN")).contains("from-file");
    assertThat(secrets.list()).containsExactly(new Known("GIVEN", Source.FOLDER));

    assertThat(secrets.remove("GIVEN")).isEqualTo(Removal.DONE);
    assertThat(secrets.find("GIVEN")).contains("from-env");
    assertThat(secrets.remove("GIVEN")).isEqualTo(Removal.OF_ENVIRONMENT);
    assertThat(secrets.remove("SHORT")).isEqualTo(Removal.UNKNOWN);
  }

  @Test
  void what_a_secret_was_before_stays_masked_until_the_next_start() throws IOException {
    var secrets = open();
    secrets.set("TOKEN", "hush-hush");
    secrets.set("TOKEN", "new-value");
    secrets.remove("TOKEN");

    assertThat(secrets.mask().apply("hush-hush new-value")).isEqualTo("********* *********");
    assertThat(open().mask().apply("hush-hush")).isEqualTo("hush-hush");
  }

  @Test
  void a_file_that_others_may_read_or_that_is_damaged_is_refused() throws IOException {
    open().set("TOKEN", "hush-hush");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "secret file `%s`: others may read it, found `rw-r--r--`, must be `rw-------`", file);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "{\"TOKEN\": hush");
    assertThatThrownBy(this::open)
        .hasMessage("secret file `%s`: damaged, must hold a JSON object of texts", file)
        .hasNoCause();
  }
}
