package dev.manyhands.engine.port;

import dev.manyhands.core.plan.AgentName;
import dev.manyhands.core.plan.TaskSpec;

/** A kind of helper: starts a tool on a task, talks with it, and reads what it says. */
public interface AgentRunner {

  /** Returns the name by which plans call it. */
  AgentName name();

  /**
   * Returns whose limits its model calls count against, such as {@code anthropic}; all agents of
   * one provider are slowed down together. Empty for one that calls no model, or that sees to its
   * calls itself.
   */
  String provider();

  /** Returns what it can do beyond carrying out a prompt. */
  Features features();

  /** Says whether it needs a checkout for a task; one that only looks may do without. */
  default boolean needsWorkspace(TaskSpec task) {
    return true;
  }

  /**
   * Opens a session on a task. Starts as little as possible: the work begins with the first turn.
   *
   * @throws dev.manyhands.core.ManyhandsException if the tool cannot be started; the attempt has
   *     failed then
   * @throws InterruptedException if the helper is no longer wanted; what was started has ended
   */
  AgentSession open(Assignment assignment) throws InterruptedException;

  /**
   * What a kind of helper can do.
   *
   * @param turns whether a session can be told something more when a turn has ended
   * @param interrupts whether a turn can be interrupted, and the session goes on
   * @param permissions whether it asks before it does what it may not
   * @param results whether its tool delivers structured results by itself
   */
  record Features(boolean turns, boolean interrupts, boolean permissions, boolean results) {
    /** Does its task, and nothing else. */
    public static final Features NONE = new Features(false, false, false, false);
  }
}
