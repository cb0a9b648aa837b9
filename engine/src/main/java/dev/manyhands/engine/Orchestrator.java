package dev.manyhands.engine;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.report.Report;
import dev.manyhands.core.run.QuestionName;
import dev.manyhands.core.run.RunId;
import dev.manyhands.engine.attempt.RunFolder;
import dev.manyhands.engine.run.StoredEvent;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be asked of Manyhands about one repository. Safe for use by many threads.
 *
 * <p>Methods throw {@link dev.manyhands.core.ManyhandsException}: USAGE for a run or task that does
 * not exist, CONFLICT when the state of the run or repository does not allow it, EXTERNAL when git,
 * the disk or the database fail.
 */
public interface Orchestrator extends AutoCloseable {

  /**
   * Accepts a plan: fixes the commit that its base names now, and makes the run durable. Nothing
   * starts before {@link #carry}.
   */
  RunId submit(Plan plan) throws InterruptedException;

  /**
   * Carries a run: starts one that has been submitted, and takes one up again whose engine ended.
   * Then attempts that had ended stay as they are, and those that were going on are tried again. A
   * run that is over stays over.
   */
  void carry(RunId run) throws InterruptedException;

  /**
   * Waits for a run that somebody carries; returns at once for one that is over, or that nobody
   * carries.
   *
   * @return whether it ended, or was stopped, within this time
   */
  boolean await(RunId run, Duration time) throws InterruptedException;

  /**
   * Ends a run, or one task of it: helpers are ended, their files are kept, finished work is still
   * combined. Whoever carries the run is told; when nobody does, it is brought to its end here.
   */
  void cancel(RunId run, Optional<TaskId> task, String reason) throws InterruptedException;

  /**
   * Adds tasks to a run that is open; each may need those that the run has and those before it.
   * Durable when this returns.
   */
  void add(RunId run, List<TaskSpec> tasks) throws InterruptedException;

  /**
   * Closes a run that is open: when its tasks have ended, the result is published.
   *
   * @param check replaces the combined check of the plan
   * @param message replaces the result's message
   */
  void close(RunId run, Optional<Check> check, Optional<String> message)
      throws InterruptedException;

  /**
   * Sends a text to a task's subagent, which gets it at its next turn.
   *
   * @param text at most {@link #LONGEST_TEXT} characters
   * @param interrupt whether its turn is to end at once for that
   */
  void send(RunId run, TaskId task, String text, boolean interrupt) throws InterruptedException;

  /**
   * Answers a question of a task's subagent, or approves or denies what it would like to do.
   *
   * @param question the full name of one that somebody has read, so that no other is answered
   * @param text at most {@link #LONGEST_TEXT} characters
   */
  void answer(RunId run, TaskId task, QuestionName question, String text)
      throws InterruptedException;

  /** The longest text of a message or answer, in characters. */
  int LONGEST_TEXT = 64 * 1024;

  /** Returns what subagents of a run wait to be told, in the order of tasks and questions. */
  List<OpenQuestion> questions(RunId run);

  /**
   * Returns events of a run in order, as soon as there is one.
   *
   * @param after the number of the event before the first one wanted; 0 for all
   * @param most how many at the most
   * @param wait how long to wait for the first; then none are returned
   */
  List<StoredEvent> events(RunId run, long after, int most, Duration wait)
      throws InterruptedException;

  /** Returns all runs, the newest first. */
  List<RunSummary> runs();

  /**
   * Finds a run.
   *
   * @param reference its id, the beginning of its id if no other begins so, or {@code latest}
   */
  RunId find(String reference);

  /** Returns where a run stands. */
  RunSummary summary(RunId run);

  /** Returns the plan that a run carries out. */
  Plan plan(RunId run);

  /**
   * Returns events of a run in order.
   *
   * @param after the number of the event before the first one wanted; 0 for all
   * @param most how many at the most
   */
  List<StoredEvent> events(RunId run, long after, int most);

  /** Returns all events of a run so far, in order. */
  default List<StoredEvent> history(RunId run) {
    return events(run, 0, Integer.MAX_VALUE);
  }

  /** Returns what became of a run so far. */
  Report report(RunId run);

  /** Returns where a run keeps its files. */
  RunFolder folder(RunId run);

  /**
   * Writes what a run, or the latest attempt of one of its tasks, changed: as git shows it.
   *
   * @param options of {@code git diff}, such as {@code --stat} or {@code --color=always}
   */
  void diff(RunId run, Optional<TaskId> task, List<String> options, OutputStream to)
      throws InterruptedException;

  /** Brings a run's result into the branch that is checked out, if that overwrites nothing. */
  Landed land(RunId run) throws InterruptedException;

  /**
   * Removes what is no longer needed of runs that ended before this time ago. Work that is nowhere
   * else stays.
   *
   * @param dryRun only says what would be removed
   */
  Cleaned clean(Duration olderThan, boolean dryRun) throws InterruptedException;

  /**
   * Interrupts the helpers of one run and keeps their files; the run can be resumed. Returns at
   * once; {@link #await} waits until that is done. Changes nothing when the run is not carried
   * here.
   */
  void stop(RunId run) throws InterruptedException;

  /**
   * Interrupts the helpers of every run that is carried here and keeps their files; the runs can be
   * resumed. Returns at once.
   */
  void stop();

  /**
   * Kills the helpers of every run that is carried here, at once. For a process that ends right
   * after: what is not kept yet is kept when the runs are resumed.
   */
  void abandon();

  /** Stops, and waits until that is done. */
  @Override
  void close();
}
