package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Integration;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.RunStatus;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What becomes of a task follows from the plan: it is tried as often as it may be, no more and no
 * less; it is skipped exactly when one that it needs did not end well; it is cancelled exactly when
 * somebody asks.
 */
final class EndsAreDeserved implements Invariant {
  private static final String NAME = "plan";

  /** Engines that may end under one task, and troubles in a row; no plan sets them. */
  private static final int LOSSES = 5;

  private static final int TROUBLES = 3;

  private final Plan plan;
  private final Set<TaskId> cancelAsked = new HashSet<>();
  private final Set<TaskId> cancelledInTheQueue = new HashSet<>();

  EndsAreDeserved(Plan plan) {
    this.plan = plan;
  }

  @Override
  public void before(Instant now, RunState state, List<Command> commands) {
    for (Command command : commands) {
      if (command instanceof Command.CancelTask cancel) {
        cancelAsked.add(cancel.task());
      }
    }
  }

  @Override
  public void event(Moment moment, RunState before, Event event, RunState after) {
    if (!(before instanceof Live live)) {
      return;
    }
    switch (event) {
      case Event.OfTask e -> ofTask(moment, live, e);
      // What landed although it was cancelled has its chance again.
      case Event.MergesUndone _ -> cancelledInTheQueue.clear();
      case Event.RunCancelling e -> cancelling(moment, live, e);
      case Event.RunFinished e -> {
        if (e.reason().isEmpty()) {
          RunStatus status = status(live);
          demand(e.status() == status, event, "its tasks say " + status);
        } else {
          demand(e.status() == RunStatus.FAILED, event, "it gives a reason");
          demand(mayEndWithoutResult(moment, live), event, "there is no such reason");
        }
      }
      default -> {}
    }
  }

  /** Says whether what was merged cannot be delivered. */
  private static boolean mayEndWithoutResult(Moment moment, Live live) {
    Contents head = moment.repository().contents(live.integration().head().tree());
    return switch (live.phase()) {
      case Phase.Unpublished unpublished -> unpublished.failures() >= TROUBLES;
      case Phase.Working _, Phase.Cancelling _ ->
          !moment.around().nature().isGreen(head) || moment.ledger().troublesInARow() >= TROUBLES;
      case Phase.Publishing _ -> false;
    };
  }

  private void ofTask(Moment moment, Live live, Event.OfTask event) {
    Ledger.Account account = moment.ledger().of(event.task());
    TaskState state = live.tasks().get(event.task()).state();
    switch (event) {
      case Event.AttemptStarted e -> {
        demand(live.phase() instanceof Phase.Working, event, "the run is to end");
        demand(
            account.spec().needs().stream().allMatch(need -> endedWell(live, need)),
            event,
            "what it needs has not ended well");
        demand(
            state instanceof TaskState.Ready ready && !ready.notBefore().isAfter(e.at()),
            event,
            "it is too early");
      }
      case Event.TaskRetried _ -> {
        demand(mayTryAgain(account, live), event, "it may not be tried again");
        demand(!cancelledInTheQueue.contains(event.task()), event, "it was cancelled");
      }
      case Event.TaskFailed _ -> {
        demand(!cancelledInTheQueue.contains(event.task()), event, "it was cancelled");
        boolean deserved =
            switch (state) {
              case TaskState.Ready ready ->
                  (!ready.deadline().isAfter(event.at())
                          && (Deadlines.atWork(live) >= plan.concurrency()
                              || !Funds.of(live).allow(account.spec())))
                      || (Funds.of(live).areSpent() && Funds.isPrompt(account.spec()));
              case TaskState.Running _, TaskState.Stopping _ -> !mayTryAgain(account);
              case TaskState.Merging _ ->
                  moment.ledger().troublesInARow() >= TROUBLES || !mayTryAgain(account);
              case TaskState.Waiting _, TaskState.Ended _ -> false;
            };
        demand(deserved, event, "it does not deserve that");
      }
      case Event.TaskCancelled _ ->
          demand(
              cancelAsked.contains(event.task())
                  || live.phase() instanceof Phase.Cancelling
                  || account.last() == Outcome.CANCELLED,
              event,
              "nobody asked for it");
      case Event.TaskSkipped e ->
          demand(
              account.spec().needs().contains(e.because()) && endedBadly(live, e.because()),
              event,
              "that is no reason");
      case Event.AttemptStopping _ -> {
        if (state instanceof TaskState.Merging) {
          cancelledInTheQueue.add(event.task());
        }
      }
      case Event.MessageSent _,
          Event.MessageDelivered _,
          Event.QuestionAsked _,
          Event.QuestionAnswered _,
          Event.Noted _,
          Event.AttemptCharged _,
          Event.AttemptEnded _,
          Event.TaskReturned _,
          Event.TaskMerged _,
          Event.TaskSucceeded _ -> {}
    }
  }

  private boolean mayTryAgain(Ledger.Account task, Live live) {
    return live.phase() instanceof Phase.Working && mayTryAgain(task);
  }

  private boolean mayTryAgain(Ledger.Account task) {
    Outcome last = task.last();
    if (last == null) {
      return true;
    }
    return switch (last) {
      case FAILED, TIMED_OUT, STALLED ->
          !task.isHopeless() && task.failures() <= task.spec().limits().retries();
      case LOST -> task.losses() <= LOSSES;
      case CONFLICT, REJECTED -> task.returns() <= plan.combine().returns(task.spec().work());
      case SUCCEEDED, CANCELLED, BUDGET_EXHAUSTED -> false;
    };
  }

  private static boolean endedWell(Live live, TaskId task) {
    return live.tasks().get(task).state() instanceof TaskState.Ended end && end.well();
  }

  private static boolean endedBadly(Live live, TaskId task) {
    return live.tasks().get(task).state() instanceof TaskState.Ended end && !end.well();
  }

  private static void cancelling(Moment moment, Live live, Event.RunCancelling event) {
    boolean due =
        live.phase() instanceof Phase.Working working && !working.deadline().isAfter(event.at());
    boolean asked = moment.commands().stream().anyMatch(Command.CancelRun.class::isInstance);
    demand(event.asked() ? asked : due, event, "there is no reason");
  }

  private static RunStatus status(Live live) {
    List<TaskState> states = live.tasks().stream().map(Task::state).toList();
    boolean anyWell = states.stream().anyMatch(s -> s instanceof TaskState.Ended e && e.well());
    boolean anyBad = states.stream().anyMatch(s -> s instanceof TaskState.Ended e && !e.well());
    boolean asked =
        switch (live.phase()) {
          case Phase.Working _ -> false;
          case Phase.Cancelling c -> c.asked();
          case Phase.Publishing p -> p.asked();
          case Phase.Unpublished u -> u.asked();
        };
    if (asked && states.isEmpty()) {
      return RunStatus.CANCELLED;
    }
    if (!anyBad) {
      return RunStatus.SUCCEEDED;
    }
    if (asked && states.stream().anyMatch(TaskState.Cancelled.class::isInstance)) {
      return RunStatus.CANCELLED;
    }
    return anyWell ? RunStatus.PARTIAL : RunStatus.FAILED;
  }

  @Override
  public void after(Moment moment) {
    if (!(moment.after() instanceof Live live)) {
      return;
    }
    if (!moment.events().isEmpty()) {
      demandNobodyWaitsInVain(live);
    }
    if (!moment.crashed()
        && !moment.commands().isEmpty()
        && moment.commands().getLast() instanceof Command.CancelTask cancel) {
      live.tasks().find(cancel.task()).ifPresent(task -> demandCancelled(live, task));
    }
  }

  private static void demandNobodyWaitsInVain(Live live) {
    for (Task task : live.tasks()) {
      if (!(task.state() instanceof TaskState.Ended)
          && task.spec().needs().stream().anyMatch(need -> endedBadly(live, need))) {
        throw new Violation(NAME, task.id() + " waits for one that did not end well");
      }
    }
  }

  /** Says whether a task ends unless the verification that goes on lets it land. */
  private static boolean isUnwanted(Live live, TaskId task) {
    return live.integration().step() instanceof Integration.Step.Verifying verifying
        && verifying.unwanted().containsKey(task);
  }

  private static void demandCancelled(Live live, Task task) {
    boolean obeyed =
        switch (task.state()) {
          case TaskState.Ended _ -> true;
          case TaskState.Stopping stopping -> stopping.outcome() == Outcome.CANCELLED;
          case TaskState.Merging _ -> isUnwanted(live, task.id());
          case TaskState.Waiting _, TaskState.Ready _, TaskState.Running _ -> false;
        };
    if (!obeyed) {
      throw new Violation(NAME, task.id() + " was cancelled, but is " + task.state());
    }
  }

  private static void demand(boolean condition, Event event, String otherwise) {
    if (!condition) {
      throw new Violation(NAME, event + ": " + otherwise);
    }
  }
}
