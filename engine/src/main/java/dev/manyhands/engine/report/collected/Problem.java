package dev.manyhands.engine.report.collected;

import dev.manyhands.engine.report.Visible;

/**
 * A collected file that is not part of the merged ones.
 *
 * @param place whose file it is and its name, or only a place
 * @param reason what is wrong with it
 */
public record Problem(String place, String reason) {
  static Problem of(CollectedFile file, String reason) {
    return new Problem(file.origin() + ": " + file.name(), reason);
  }

  /** Returns it as a sentence, on one line. */
  @Override
  public String toString() {
    return Visible.line(place + " " + reason);
  }
}
