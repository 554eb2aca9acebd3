package dev.continuo.http;

import dev.continuo.operation.TurnText;
import dev.continuo.task.TurnId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that let the processes of a turn talk to the server: {@code turn.<turn>.<code>}, where the
 * code is an HMAC-SHA256 over the turn's id. Nothing is stored but the secret; whether the turn
 * still holds the fence is asked at each request.
 */
public final class TurnTokens {
  static final String PREFIX = "turn.";
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec secret;

  private TurnTokens(String secret) {
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), ALGORITHM);
  }

  /** With the store's secret, which is made when the file is not there. */
  public static TurnTokens in(Path secretFile) throws IOException {
    return new TurnTokens(SecretFile.readOrCreate(secretFile));
  }

  public String tokenFor(TurnId turn) {
    return PREFIX + turn + "." + code(turn);
  }

  /** The turn that this token was made for; empty when it is no token of this store. */
  Optional<TurnId> verify(String token) {
    var end = token.lastIndexOf('.');
    if (!token.startsWith(PREFIX) || end <= PREFIX.length()) {
      return Optional.empty();
    }
    return TurnText.parse(token.substring(PREFIX.length(), end))
        .filter(turn -> same(tokenFor(turn), token));
  }

  /** Compares in a time that tells nothing of where two texts differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private String code(TurnId turn) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(turn.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("bug: every JDK has " + ALGORITHM, impossible);
    }
  }
}
