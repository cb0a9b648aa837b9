package dev.manyhands.engine.agent.builtin;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a model call has no answer. */
sealed interface CallFailure {
  /** Returns it in words. */
  String detail();

  /**
   * A limit of the provider was reached.
   *
   * @param retryAfterOrNull how long it asks to wait, where it says so
   */
  record Limited(String detail, @Nullable Duration retryAfterOrNull) implements CallFailure {}

  /** Something broke on the way; the same call may well succeed. */
  record Broken(String detail) implements CallFailure {}

  /** The conversation is longer than the model takes. */
  record TooLong(String detail) implements CallFailure {}

  /** The same call would fail again. */
  record Hopeless(String detail) implements CallFailure {}

  /** Finds out what an error means. */
  static CallFailure of(Throwable error) {
    return refused(error)
        .map(CallFailure::of)
        .orElseGet(() -> new Broken("the model call broke off: " + text(error)));
  }

  private static CallFailure of(RefusedCall refused) {
    String body = refused.getMessage() + "";
    String detail = "HTTP %d: %s".formatted(refused.statusCode(), shortened(body));
    return switch (refused.statusCode()) {
      case 429, 529 ->
          body.contains("insufficient_quota")
              ? new Hopeless(detail)
              : new Limited(detail, refused.retryAfter());
      case 503 ->
          refused.retryAfter() != null || body.contains("overloaded")
              ? new Limited(detail, refused.retryAfter())
              : new Broken(detail);
      case 400, 413 -> isTooLong(body) ? new TooLong(detail) : new Hopeless(detail);
      case 408, 409 -> new Broken(detail);
      default -> refused.statusCode() >= 500 ? new Broken(detail) : new Hopeless(detail);
    };
  }

  private static boolean isTooLong(String body) {
    return body.contains("prompt is too long")
        || body.contains("context_length_exceeded")
        || body.contains("maximum context length")
        || body.contains("exceeds the maximum number of tokens");
  }

  private static Optional<RefusedCall> refused(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof RefusedCall refused) {
        return Optional.of(refused);
      }
    }
    return Optional.empty();
  }

  private static String text(Throwable error) {
    String message = error.getMessage();
    return shortened(message == null || message.isBlank() ? error.toString() : message);
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + " […]";
  }
}
