package dev.manyhands;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * One try of a task, as the {@link Subagent} that makes it sees it. Manyhands implements this;
 * methods may be added. Safe for use by many threads, as long as the attempt is under way.
 */
public interface Attempt {

  /** Returns the task's id. */
  String task();

  /** Returns the number of this attempt of the task, from 1. */
  int number();

  /** Returns what the task's creator wrote for the subagent; the task's id when that is nothing. */
  String prompt();

  /**
   * Returns its own checkout of the repository, at {@link #base}. For a task that only looks it is
   * an empty folder, and {@link #files} has the files.
   */
  Path workspace() throws IOException;

  /** Returns the id of the commit that it starts from. */
  String base();

  /** Returns the files of {@link #base}, which need no checkout. */
  SourceFiles files();

  /** Returns the messages for this task, and the way to ask those outside. */
  Mailbox mailbox();

  /**
   * Says whether the attempt is no longer wanted, or its time is up. The subagent's own thread is
   * interrupted as well; this is for others that it has started.
   */
  boolean isCancelled();

  /**
   * Says what it is doing, in one line, for people and for the attempt's log. Where a task has a
   * limit of silence, this is a sign of life.
   */
  void says(String line);

  /**
   * Says what the attempt has consumed so far, all of it, for the budgets of task and run.
   *
   * @param inputTokens at least 0
   * @param outputTokens at least 0
   * @param costUsd in US dollars, at least 0
   */
  void consumed(long inputTokens, long outputTokens, BigDecimal costUsd);

  /**
   * Returns a program to be started in the workspace, with the environment of helpers: it ends with
   * the attempt at the latest, with everything that it started.
   *
   * @param argv the program and its arguments
   */
  ProcessBuilder program(String... argv) throws IOException;
}
