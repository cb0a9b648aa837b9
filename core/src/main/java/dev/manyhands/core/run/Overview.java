package dev.manyhands.core.run;

import dev.manyhands.core.run.TaskState.Ended;
import dev.manyhands.core.run.TaskState.Merged;
import dev.manyhands.core.run.TaskState.Merging;
import dev.manyhands.core.run.TaskState.Ready;
import dev.manyhands.core.run.TaskState.Running;
import dev.manyhands.core.run.TaskState.Stopping;
import dev.manyhands.core.run.TaskState.Waiting;
import java.time.Instant;

/**
 * What is to be known of some tasks without looking at each.
 *
 * @param open how many have not ended
 * @param atWork how many hold a slot
 * @param ready how many could start if a slot were free
 * @param merged how many are part of the integration head
 * @param height the length of the longest chain that begins with one that is ready; 0 for none
 * @param startable when the first of those that are ready may start; {@link #NEVER} for none
 * @param due when the next deadline is over; {@link #NEVER} for none
 * @param spending what they have consumed
 */
record Overview(
    int open,
    int atWork,
    int ready,
    int merged,
    int height,
    Instant startable,
    Instant due,
    Spending spending) {
  static final Instant NEVER = Instant.MAX;

  private static final Overview WAITING = withoutDeadline(1, 0);
  private static final Overview MERGED = withoutDeadline(0, 1);
  private static final Overview OVER = withoutDeadline(0, 0);

  private static Overview withoutDeadline(int open, int merged) {
    return new Overview(open, 0, 0, merged, 0, NEVER, NEVER, Spending.NOTHING);
  }

  /**
   * Returns what is to be known of a task.
   *
   * @param height how long the longest chain is that begins with it
   */
  static Overview of(Task task, int height) {
    Overview standing =
        switch (task.state()) {
          case Waiting _, Merging _ -> WAITING;
          case Ready ready ->
              new Overview(
                  1, 0, 1, 0, height, ready.notBefore(), ready.deadline(), Spending.NOTHING);
          case Running running -> atWork(due(task, running));
          case Stopping stopping -> atWork(stopping.deadline());
          case Merged _ -> MERGED;
          case Ended _ -> OVER;
        };
    return standing.with(Spending.of(task));
  }

  private static Overview atWork(Instant due) {
    return new Overview(1, 1, 0, 0, 0, NEVER, due, Spending.NOTHING);
  }

  private static Instant due(Task task, Running running) {
    if (task.hasSpentItsBudget()) {
      return Instant.EPOCH;
    }
    Instant due = running.deadline();
    for (Question question : task.talk().open()) {
      due = earlier(due, question.deadline());
    }
    return due;
  }

  private Overview with(Spending consumed) {
    return consumed.isNothing()
        ? this
        : new Overview(open, atWork, ready, merged, height, startable, due, consumed);
  }

  /** Returns what is to be known of all of these together. */
  static Overview of(TaskTree[] parts) {
    int open = 0;
    int atWork = 0;
    int ready = 0;
    int merged = 0;
    int height = 0;
    Instant startable = NEVER;
    Instant due = NEVER;
    Spending spending = Spending.NOTHING;
    for (TaskTree part : parts) {
      Overview other = part.overview();
      open += other.open;
      atWork += other.atWork;
      ready += other.ready;
      merged += other.merged;
      height = Math.max(height, other.height);
      startable = earlier(startable, other.startable);
      due = earlier(due, other.due);
      spending = spending.plus(other.spending);
    }
    return new Overview(open, atWork, ready, merged, height, startable, due, spending);
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }
}
