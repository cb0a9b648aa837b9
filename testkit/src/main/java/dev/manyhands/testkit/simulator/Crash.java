package dev.manyhands.testkit.simulator;

import java.util.Arrays;
import java.util.List;

/** The end of an engine: nothing of it is left but what is durable. */
final class Crash extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Where in a step an engine ends. */
  enum Point {
    NONE,
    BEFORE_APPEND,
    /** The events are durable, but nobody has heard of them. */
    AFTER_APPEND,
    /** Some effects have started, others have not. */
    AT_FIRST_EFFECT,
    AFTER_STEP
  }

  /** Where an engine can end. */
  static final List<Point> POINTS =
      Arrays.stream(Point.values()).filter(point -> point != Point.NONE).toList();

  Crash() {
    super("crash", null, false, false);
  }
}
