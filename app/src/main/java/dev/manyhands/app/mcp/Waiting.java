package dev.manyhands.app.mcp;

import java.time.Duration;

/** Waits for something of a run, and says meanwhile how far it is. */
final class Waiting {
  private static final Duration SLICE = Duration.ofSeconds(1);

  private Waiting() {}

  /** What is waited for. */
  interface Goal {
    boolean isReached();

    void progress(ToolCall.Progress progress);
  }

  /**
   * Waits.
   *
   * @return whether it was reached in time
   */
  static boolean until(Goal goal, RunView view, Duration time, ToolCall call)
      throws InterruptedException {
    long giveUp = System.nanoTime() + time.toNanos();
    view.catchUp();
    while (!goal.isReached()) {
      Duration left = Duration.ofNanos(giveUp - System.nanoTime());
      if (!left.isPositive() || call.ending().getAsBoolean()) {
        return false;
      }
      goal.progress(call.progress());
      view.await(left.compareTo(SLICE) < 0 ? left : SLICE);
    }
    return true;
  }
}
