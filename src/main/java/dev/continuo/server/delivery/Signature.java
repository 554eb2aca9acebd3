package dev.continuo.server.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Standard Webhooks, by which a receiver knows who has sent a message. */
final class Signature {
  /** What follows is the key in Base64; without it the secret's bytes themselves are the key. */
  private static final String ENCODED = "whsec_";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * The value of the header {@code webhook-signature}.
   *
   * @throws IllegalArgumentException when the secret has the form of an encoded key and is none
   */
  static String of(String secret, String id, long timestamp, String body) {
    var signed = mac(key(secret), id + "." + timestamp + "." + body);
    return "v1," + Base64.getEncoder().encodeToString(signed);
  }

  private static byte[] key(String secret) {
    var key =
        secret.startsWith(ENCODED)
            ? Base64.getDecoder().decode(secret.substring(ENCODED.length()))
            : secret.getBytes(UTF_8);
    if (key.length == 0) {
      throw new IllegalArgumentException("an empty key");
    }
    return key;
  }

  private static byte[] mac(byte[] key, String content) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(content.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException("bug: no " + ALGORITHM, impossible);
    }
  }
}
