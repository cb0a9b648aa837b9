package dev.manyhands;

import org.jspecify.annotations.Nullable;

/**
 * A Java function that does tasks, in this process.
 *
 * <p>Each attempt is one call, on a virtual thread of its own; one function may be called for many
 * tasks at once. What it changes in its {@linkplain Attempt#workspace workspace} is taken as the
 * task's change; what it returns is the task's result. When it throws, its attempt has failed, and
 * the exception's message is the reason.
 *
 * <p>A subagent that is no longer wanted, or whose time is up, is interrupted. It has five seconds
 * to end; then the run goes on without it, and its workspace is not used again before it has ended.
 *
 * <p>When the process ends meanwhile, the attempt is lost and what it had changed is kept. The run
 * can be {@linkplain Manyhands#resume resumed} by a program that registers the function under the
 * same name; the function is then called again, from the start.
 *
 * @param <T> the type of its result
 */
@FunctionalInterface
public interface Subagent<T extends @Nullable Object> {

  /**
   * Does a task.
   *
   * @param attempt what is to be done, and with what
   * @return the result, which must be writable as JSON of at most 256 KiB
   * @throws Exception if the attempt has failed
   */
  T work(Attempt attempt) throws Exception;
}
