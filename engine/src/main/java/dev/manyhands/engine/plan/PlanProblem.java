package dev.manyhands.engine.plan;

import java.util.Objects;

/**
 * Something that is wrong, or odd, in a plan file.
 *
 * @param file the file's name as the user gave it
 * @param line from 1
 * @param column from 1, in characters (code points)
 * @param message what is wrong; what would be right
 */
public record PlanProblem(String file, int line, int column, String message) {
  public PlanProblem {
    Objects.requireNonNull(file);
    Objects.requireNonNull(message);
  }

  /** Returns {@code file:line:column: message}, the form that editors and terminals link. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
