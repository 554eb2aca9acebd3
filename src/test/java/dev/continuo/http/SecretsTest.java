package dev.continuo.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuo.task.RunId;
import dev.continuo.task.TurnId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void a_secret_is_made_once_for_its_owner_alone() throws IOException {
    var file = folder.resolve("token");

    var secret = SecretFile.readOrCreate(file);

    assertThat(secret).matches("[A-Za-z0-9_-]{43}");
    assertThat(SecretFile.readOrCreate(file)).isEqualTo(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(SecretFile.readOrCreate(folder.resolve("other"))).isNotEqualTo(secret);
  }

  @Test
  void a_damaged_or_open_secret_is_refused() throws IOException {
    var file = folder.resolve("token");
    Files.writeString(file, "short");
    assertThatThrownBy(() -> SecretFile.readOrCreate(file))
        .hasMessage("secret file `" + file + "`: damaged, must hold 43 characters of base64url");

    Files.writeString(file, "x".repeat(43));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> SecretFile.readOrCreate(file))
        .hasMessage(
            "secret file `"
                + file
                + "`: others may read it, found `rw-r--r--`, must be `rw-------`");
  }

  @Test
  void a_token_is_good_for_one_turn_of_one_store() throws IOException {
    var tokens = TurnTokens.in(folder.resolve("secret"));
    var again = TurnTokens.in(folder.resolve("secret"));
    var other = TurnTokens.in(folder.resolve("other"));
    var turn = new TurnId(new RunId(1).task(0), 2, 3);

    var token = tokens.tokenFor(turn);

    assertThat(token).startsWith("turn." + turn + ".");
    assertThat(again.verify(token)).contains(turn);
    assertThat(other.verify(token)).isEmpty();
  }
}
