package dev.manyhands.core.run;

import dev.manyhands.core.run.Integration.Step;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import java.time.Instant;

/**
 * The next time at which something follows in a run by itself. Only such times count: the earliest
 * one is all that is waited for, and one that passes without an event would hide the others.
 */
final class Alarm {
  private Instant time = Overview.NEVER;

  private Alarm() {}

  /** Returns the time; {@link Overview#NEVER} when nothing follows by itself. */
  static Instant of(Live live) {
    Alarm alarm = new Alarm();
    alarm.at(ofPhase(live.phase()));
    alarm.at(live.tasks().overview().due());
    alarm.atStarts(live);
    alarm.at(ofIntegration(live));
    return alarm.time;
  }

  private void at(Instant other) {
    if (other.isBefore(time)) {
      time = other;
    }
  }

  private static Instant ofPhase(Phase phase) {
    return switch (phase) {
      case Phase.Working working -> working.deadline();
      case Phase.Cancelling _ -> Overview.NEVER;
      case Phase.Publishing publishing -> publishing.deadline();
      case Phase.Unpublished unpublished -> unpublished.notBefore();
    };
  }

  /**
   * When the back-off of a task is over for which there is a slot, and what is left of a budget.
   */
  private void atStarts(Live live) {
    if (live.phase() instanceof Phase.Working
        && live.tasks().overview().ready() > 0
        && Settlement.freeSlots(live) > 0) {
      Budgeting budgeting = Budgeting.of(live);
      live.tasks()
          .visit(
              some -> some.startable().isBefore(time),
              task -> {
                if (task.state() instanceof TaskState.Ready ready && budgeting.affords(task)) {
                  at(ready.notBefore());
                }
              });
    }
  }

  private static Instant ofIntegration(Live live) {
    return switch (live.integration().step()) {
      case Step.Idle idle -> Settlement.wouldCombine(live) ? idle.notBefore() : Overview.NEVER;
      case Step.Verifying verifying -> verifying.deadline();
    };
  }
}
