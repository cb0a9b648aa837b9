package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Budget;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.plan.Work;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;

/** What a run may still consume, by a reckoning of its own; worlds know of tokens only. */
record Funds(long most, long consumed, long reserved, long average, boolean isAnyAtWork) {

  static Funds of(Live live) {
    long consumed = 0;
    long ofEnded = 0;
    long ended = 0;
    for (Task task : live.tasks()) {
      consumed += task.account().total().tokens();
      if (isPrompt(task.spec())) {
        ofEnded += task.account().ended().tokens();
        ended += task.tally().attempts() - (isAtWork(task) ? 1 : 0);
      }
    }
    long average = ended == 0 ? 0 : ofEnded / ended;
    long reserved = 0;
    boolean any = false;
    for (Task task : live.tasks()) {
      if (isPrompt(task.spec()) && isAtWork(task)) {
        any = true;
        long left = share(task.spec(), average) - task.account().current().tokens();
        reserved += Math.max(0, left);
      }
    }
    long most = live.plan().limits().budget().tokens().orElse(Long.MAX_VALUE);
    return new Funds(most, consumed, reserved, average, any);
  }

  static boolean isPrompt(TaskSpec task) {
    return task.work() instanceof Work.Prompt;
  }

  /** Says whether an attempt has consumed all that its task may. */
  static boolean isExhausted(Task task) {
    Budget own = task.spec().work().budget();
    return own.tokens().isPresent()
        && task.account().current().tokens() >= own.tokens().getAsLong();
  }

  boolean areSpent() {
    return consumed >= most;
  }

  boolean allow(TaskSpec task) {
    return !isPrompt(task)
        || (!areSpent() && (!isAnyAtWork || consumed + reserved + share(task, average) <= most));
  }

  private static long share(TaskSpec task, long average) {
    return task.work().budget().tokens().orElse(average);
  }

  private static boolean isAtWork(Task task) {
    return task.state() instanceof TaskState.Running || task.state() instanceof TaskState.Stopping;
  }
}
