package dev.manyhands.engine.port;

/**
 * One helper at work on one attempt: a conversation of turns. Belongs to one thread, except for
 * {@link #interrupt}.
 */
public interface AgentSession extends AutoCloseable {

  /**
   * Gives it the way to those outside, before its first turn. Helpers of another process have their
   * own, so that this does nothing for them.
   */
  default void connect(Mail mail) {}

  /**
   * Tells the helper something, lets it work, and returns when it is done with that. Every wait
   * ends by the assignment's {@link Assignment#watch} at the latest.
   *
   * @param text the task's prompt first, messages later
   * @throws InterruptedException if the helper is no longer wanted
   */
  TurnEnd turn(String text) throws InterruptedException;

  /**
   * Asks the turn that is under way to end early: it then ends with {@link TurnEnd.Interrupted},
   * and the session can go on. Does nothing between turns. May be called from any thread.
   */
  void interrupt();

  /** Ends the helper with everything that it started. Idempotent. */
  @Override
  void close();
}
