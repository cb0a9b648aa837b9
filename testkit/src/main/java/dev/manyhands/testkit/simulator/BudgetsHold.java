package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;

/** I8: never past a budget by more than what was in flight; what is consumed counts once. */
final class BudgetsHold implements Invariant {
  private static final String NAME = "I8";

  @Override
  public void event(Moment moment, RunState before, Event event, RunState after) {
    if (!(before instanceof Live live)) {
      return;
    }
    switch (event) {
      case Event.AttemptStarted e ->
          demand(
              Funds.of(live).allow(live.tasks().get(e.task()).spec()),
              event,
              "the budget does not give that: " + Funds.of(live));
      case Event.AttemptStopping e ->
          demand(
              e.outcome() != Outcome.BUDGET_EXHAUSTED
                  || Funds.isExhausted(live.tasks().get(e.task()))
                  || Funds.of(live).areSpent(),
              event,
              "there is something left to consume");
      case Event.AttemptCharged e ->
          demand(
              moment.commands().stream()
                  .anyMatch(
                      command ->
                          command instanceof Command.Charge c
                              && c.attempt().equals(new AttemptId(e.task(), e.attempt()))
                              && c.usage().equals(e.usage())),
              event,
              "nobody said so");
      default -> {}
    }
  }

  @Override
  public void after(Moment moment) {
    if (moment.events().isEmpty() || !(moment.after() instanceof Live live)) {
      return;
    }
    Funds funds = Funds.of(live);
    for (Task task : live.tasks()) {
      long consumed = moment.ledger().of(task.id()).consumed();
      demand(
          task.account().total().tokens() == consumed,
          task.id(),
          "it consumed %d, but its account says %s".formatted(consumed, task.account()));
      if (Funds.isPrompt(task.spec()) && live.phase() instanceof Phase.Working) {
        demand(
            !(task.state() instanceof TaskState.Running)
                || !(Funds.isExhausted(task) || funds.areSpent()),
            task.id(),
            "it goes on, but its budget or the run's is spent");
        demand(
            !(task.state() instanceof TaskState.Ready) || !funds.areSpent(),
            task.id(),
            "it waits, but the run's budget is spent");
      }
    }
  }

  private static void demand(boolean condition, Object what, String otherwise) {
    if (!condition) {
      throw new Violation(NAME, what + ": " + otherwise);
    }
  }
}
