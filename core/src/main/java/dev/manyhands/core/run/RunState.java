package dev.manyhands.core.run;

import dev.manyhands.core.plan.Plan;
import java.time.Instant;

/** Where a run stands. */
public sealed interface RunState {
  /** Returns what is to be done. */
  Plan plan();

  /** Nothing has happened yet. */
  record Unstarted(Plan plan) implements RunState {}

  /**
   * Under way.
   *
   * @param base what every task without needs starts from
   * @param now the time of the latest event; never goes back
   */
  record Live(
      Plan plan,
      Head base,
      Phase phase,
      Tasks tasks,
      Integration integration,
      Instant startedAt,
      Instant now)
      implements RunState {

    /** Returns what all attempts have consumed, as far as it is known. */
    public Usage usage() {
      return tasks.overview().spending().total();
    }

    Live with(Plan next) {
      return new Live(next, base, phase, tasks, integration, startedAt, now);
    }

    Live with(Tasks next) {
      return new Live(plan, base, phase, next, integration, startedAt, now);
    }

    Live with(Phase next) {
      return new Live(plan, base, next, tasks, integration, startedAt, now);
    }

    Live with(Task task) {
      return new Live(plan, base, phase, tasks.with(task), integration, startedAt, now);
    }

    Live with(Integration next) {
      return new Live(plan, base, phase, tasks, next, startedAt, now);
    }

    Live at(Instant time) {
      return new Live(
          plan, base, phase, tasks, integration, startedAt, time.isAfter(now) ? time : now);
    }
  }

  /** Over. */
  record Finished(Live last, RunStatus status) implements RunState {
    @Override
    public Plan plan() {
      return last.plan();
    }
  }

  /** What a run that is under way is about. */
  sealed interface Phase {
    /**
     * Tasks are being done.
     *
     * @param deadline when the run has taken too long
     * @param open whether tasks may still be added
     */
    record Working(Instant deadline, boolean open) implements Phase {}

    /**
     * Nothing new is started; what is at work is being ended, what is done is being combined.
     *
     * @param asked whether somebody asked for it, rather than a limit
     */
    record Cancelling(String reason, boolean asked) implements Phase {}

    /**
     * The result is being published.
     *
     * @param failures how often that has failed
     * @param deadline when this try is given up
     * @param asked whether somebody asked for the run's end
     */
    record Publishing(int failures, Instant deadline, boolean asked) implements Phase {}

    /**
     * Publishing failed, and is to be tried again.
     *
     * @param failures how often it has failed; at least 1
     * @param notBefore when it is tried again
     * @param asked whether somebody asked for the run's end
     */
    record Unpublished(int failures, Instant notBefore, boolean asked) implements Phase {}
  }
}
