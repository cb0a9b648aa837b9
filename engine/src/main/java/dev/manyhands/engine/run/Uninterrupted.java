package dev.manyhands.engine.run;

/** Carries on through interruptions, for what must be brought to its end. */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** Something that waits. */
  @FunctionalInterface
  public interface Action<T> {
    /** Does it, from the beginning when it is called again. */
    T run() throws InterruptedException;
  }

  /** Does something again until it comes to its end; the thread stays marked as interrupted. */
  public static <T> T run(Action<T> action) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return action.run();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
