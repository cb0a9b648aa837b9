package dev.manyhands.app.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By which a receiver knows that events come from this engine, and are not old ones sent again:
 * {@code t=SECONDS,v1=HEX}, the HMAC-SHA256 of the seconds, a dot and the body.
 */
final class WebhookSignature {
  static final String HEADER = "Manyhands-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  static String of(String secret, Instant time, byte[] body) {
    String seconds = Long.toString(time.getEpochSecond());
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
