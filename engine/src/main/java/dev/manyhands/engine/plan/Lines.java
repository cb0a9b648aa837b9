package dev.manyhands.engine.plan;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Turns offsets in a text into lines and columns as editors count them.
 *
 * <p>The YAML library has lines of its own, but breaks them at characters that no editor breaks at.
 */
final class Lines {
  /** The offset of each line's first character, in code points. */
  private final int[] starts;

  private final int end;

  private Lines(int[] starts, int end) {
    this.starts = starts;
    this.end = end;
  }

  static Lines of(String text) {
    int[] codePoints = text.codePoints().toArray();
    IntStream afterBreaks =
        IntStream.range(0, codePoints.length).filter(i -> isBreak(codePoints, i)).map(i -> i + 1);
    return new Lines(IntStream.concat(IntStream.of(0), afterBreaks).toArray(), codePoints.length);
  }

  private static boolean isBreak(int[] codePoints, int i) {
    boolean feedFollows = i + 1 < codePoints.length && codePoints[i + 1] == '\n';
    return codePoints[i] == '\n' || (codePoints[i] == '\r' && !feedFollows);
  }

  /** Returns the place of a character; what lies beyond the end is placed at the end. */
  Position at(int codePoint) {
    int offset = Math.clamp(codePoint, 0, end);
    int found = Arrays.binarySearch(starts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, offset - starts[line] + 1);
  }
}
