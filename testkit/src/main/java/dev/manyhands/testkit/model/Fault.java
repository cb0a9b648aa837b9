package dev.manyhands.testkit.model;

import java.time.Duration;
import java.util.Optional;

/** A way in which a model server fails. */
public sealed interface Fault {

  /**
   * An error instead of an answer.
   *
   * @param code an HTTP status of 400 or more
   * @param retryAfter what the header {@code retry-after} says, in whole seconds; rounded up
   */
  record Status(int code, Optional<Duration> retryAfter) implements Fault {
    public Status {
      if (code < 400 || code > 599) {
        throw new IllegalArgumentException("no HTTP error has the status " + code);
      }
    }
  }

  /** Nothing comes, not even headers: for a time, after which the answer follows, or for ever. */
  record Hang(Optional<Duration> length) implements Fault {}

  /** Half of the answer comes, then nothing: for a time, or for ever. */
  record Stall(Optional<Duration> length) implements Fault {}

  /** The connection ends before there are headers. */
  record Refuse() implements Fault {}

  /** The connection ends in the middle of the answer. */
  record Drop() implements Fault {}

  /** A chunk in the middle of the answer is not JSON; without streaming, the answer is not. */
  record Malformed() implements Fault {}
}
