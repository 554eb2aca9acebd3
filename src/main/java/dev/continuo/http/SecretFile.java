package dev.continuo.http;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** A file of mode 0600 with a secret of 256 bits as 43 characters of base64url. */
public final class SecretFile {
  private static final int SECRET_BYTES = 32;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private SecretFile() {}

  /**
   * The file's secret; a file that is not there is made first, whole or not at all.
   *
   * @throws IOException with a sentence for people when the file is none of ours or others may read
   *     it
   */
  public static String readOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    var secret = Files.readString(file).strip();
    if (!SECRET.matcher(secret).matches()) {
      throw new IOException(
          "secret file `" + file + "`: damaged, must hold 43 characters of base64url");
    }
    requireOwnersAlone(file);
    return secret;
  }

  /**
   * Refuses a file with secrets that others may read.
   *
   * @throws IOException with a sentence for people
   */
  public static void requireOwnersAlone(Path file) throws IOException {
    var mode = FileMode.of(file);
    if (!mode.ownersAlone()) {
      throw new IOException(
          "secret file `"
              + file
              + "`: others may read it, found `"
              + mode
              + "`, must be `rw-------`");
    }
  }

  private static void create(Path file) throws IOException {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    var mode = PosixFilePermissions.fromString("rw-------");
    var folder = file.toAbsolutePath().getParent();
    var fresh =
        Files.createTempFile(folder, ".secret", "", PosixFilePermissions.asFileAttribute(mode));
    try {
      Files.writeString(
          fresh, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
      // a link, not a rename: it never replaces the secret of somebody who was first
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException first) {
      // somebody was first, and theirs counts
    } finally {
      Files.delete(fresh);
    }
  }
}
