package dev.manyhands.core.run;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;

/**
 * A task of a run: what it is to do, what has happened to it, what was said, what it consumed, and
 * where it stands.
 */
public record Task(TaskSpec spec, Tally tally, Talk talk, Account account, TaskState state) {

  static Task of(TaskSpec spec) {
    return new Task(spec, Tally.ZERO, Talk.NONE, Account.EMPTY, new TaskState.Waiting());
  }

  /** Returns the task's id. */
  public TaskId id() {
    return spec.id();
  }

  /** Says whether a subagent is at work on it that waits for an answer. */
  public boolean needsInput() {
    return state instanceof TaskState.Running && !talk.open().isEmpty();
  }

  /** Says whether its attempt has consumed all that one may. */
  boolean hasSpentItsBudget() {
    return account.current().exhausts(spec.work().budget());
  }

  Task with(TaskState next) {
    return new Task(spec, tally, talk, account, next);
  }

  Task with(Tally next) {
    return new Task(spec, next, talk, account, state);
  }

  Task with(Talk next) {
    return new Task(spec, tally, next, account, state);
  }

  Task with(Account next) {
    return new Task(spec, tally, talk, next, state);
  }
}
