package dev.manyhands.engine.agent.builtin;

import dev.langchain4j.exception.HttpException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The server answered with an error. */
final class RefusedCall extends HttpException {
  private static final long serialVersionUID = 1L;
  private static final Duration LONGEST = Duration.ofHours(1);

  private final @Nullable Duration retryAfter;

  RefusedCall(int status, String body, HttpHeaders headers) {
    super(status, body);
    this.retryAfter =
        headers
            .firstValue("retry-after-ms")
            .map(text -> text + " ms")
            .or(() -> headers.firstValue("retry-after"))
            .map(RefusedCall::parse)
            .orElse(null);
  }

  /** Returns how long the provider asks to wait; null where it does not. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /**
   * RFC 9110, section 10.2.3: seconds, or a date; some say milliseconds in a header of their own.
   */
  private static @Nullable Duration parse(String text) {
    Duration wait;
    try {
      if (text.endsWith(" ms")) {
        wait = Duration.ofMillis((long) Double.parseDouble(text.substring(0, text.length() - 3)));
      } else if (text.strip().matches("[0-9.]+")) {
        wait = Duration.ofMillis((long) (Double.parseDouble(text.strip()) * 1000));
      } else {
        wait =
            Duration.between(
                Instant.now(),
                ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
      }
    } catch (NumberFormatException | DateTimeParseException e) {
      return null;
    }
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
