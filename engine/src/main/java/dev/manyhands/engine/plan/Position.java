package dev.manyhands.engine.plan;

import java.util.Comparator;

/**
 * A place in a plan file.
 *
 * @param line from 1
 * @param column from 1, in code points
 */
record Position(int line, int column) implements Comparable<Position> {
  static final Position START = new Position(1, 1);

  private static final Comparator<Position> ORDER =
      Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
