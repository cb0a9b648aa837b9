package dev.manyhands.engine.report.collected;

import java.io.Serial;

/** A collected file cannot be used; the message completes a sentence that begins with its name. */
final class InvalidFileException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  InvalidFileException(String message) {
    super(message);
  }
}
