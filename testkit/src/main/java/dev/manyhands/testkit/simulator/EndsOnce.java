package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Integration;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState;

/** I6: a task reaches exactly one end, and so does each attempt; nothing follows the end. */
final class EndsOnce implements Invariant {
  private static final String NAME = "I6";

  @Override
  public void event(Moment moment, RunState before, Event event, RunState after) {
    Ledger ledger = moment.ledger();
    demand(!ledger.isFinished(), event, "comes after the end of the run");
    switch (event) {
      case Event.OfTask e -> ofTask(ledger.of(e.task()), e);
      case Event.RunFinished _, Event.PublishStarted _ -> {
        for (Ledger.Account account : ledger.accounts()) {
          demand(account.end() != null, event, "comes before the end of " + account.spec().id());
        }
        demand(
            before instanceof RunState.Live live
                && live.integration().step() instanceof Integration.Step.Idle,
            event,
            "comes during a verification");
      }
      case Event.RunStarted _,
          Event.TasksAdded _,
          Event.RunClosed _,
          Event.RunResumed _,
          Event.TimeLost _,
          Event.MergesUndone _,
          Event.RunCancelling _,
          Event.MergeStarted _,
          Event.MergePassed _,
          Event.MergeFailed _,
          Event.MergeTroubled _,
          Event.PublishFailed _,
          Event.ResultPublished _ -> {}
    }
  }

  private static void ofTask(Ledger.Account task, Event.OfTask event) {
    demand(task.end() == null, event, "comes after the end of its task");
    switch (event) {
      case Event.AttemptStarted e -> {
        demand(!task.isOpen(), event, "comes before the end of the attempt before");
        demand(e.attempt() == task.attempts() + 1, event, "has a wrong number");
      }
      case Event.AttemptStopping e -> {
        boolean isMerging = !task.isOpen() && task.last() == Outcome.SUCCEEDED;
        demand(
            (task.isOpen() || isMerging) && e.attempt() == task.attempts(),
            event,
            "is not of the latest attempt");
      }
      case Event.AttemptEnded e -> demandCurrent(task, e.attempt(), event);
      case Event.MessageDelivered e -> demandCurrent(task, e.attempt(), event);
      case Event.QuestionAsked e -> demandCurrent(task, e.attempt(), event);
      case Event.QuestionAnswered e -> demandCurrent(task, e.attempt(), event);
      case Event.Noted e -> demandCurrent(task, e.attempt(), event);
      case Event.AttemptCharged e -> demandCurrent(task, e.attempt(), event);
      case Event.MessageSent _ -> {}
      case Event.TaskReturned _,
          Event.TaskRetried _,
          Event.TaskMerged _,
          Event.TaskSucceeded _,
          Event.TaskFailed _,
          Event.TaskCancelled _,
          Event.TaskSkipped _ ->
          demand(!task.isOpen(), event, "comes while an attempt is under way");
    }
  }

  private static void demandCurrent(Ledger.Account task, int attempt, Event event) {
    demand(task.isOpen() && attempt == task.attempts(), event, "is not of the attempt under way");
  }

  private static void demand(boolean condition, Event event, String what) {
    if (!condition) {
      throw new Violation(NAME, event + " " + what);
    }
  }
}
