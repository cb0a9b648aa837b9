package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.TaskState;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** I8: never more subagents than the limit; one at a time works on the combination. */
final class SlotsHold implements Invariant {
  private static final String NAME = "I8";

  @Override
  public void after(Moment moment) {
    int limit = moment.around().world().plan().concurrency();
    demandFew(open(moment.ledger()), limit, "attempts are under way");
    Set<AttemptId> atWork = new HashSet<>();
    int integrations = 0;
    for (Map.Entry<Effect, Engine.Going> entry : moment.engine().going().entrySet()) {
      switch (entry.getKey()) {
        case Effect.RunAttempt run -> {
          demandWanted(moment, run.attempt(), entry, false);
          atWork.add(run.attempt());
        }
        case Effect.Salvage salvage -> {
          demandWanted(moment, salvage.attempt(), entry, true);
          atWork.add(salvage.attempt());
        }
        case Effect.Verify _, Effect.Publish _ -> integrations++;
        case Effect.Deliver deliver -> demandWanted(moment, deliver.attempt(), entry, false);
        case Effect.Wake _ -> {}
      }
    }
    // What was given up is interrupted, and does not hold the others up.
    atWork.removeIf(moment.ledger()::hasEnded);
    demandFew(atWork.size(), limit, "subagents are at work");
    demandFew(integrations, 1, "work on the combination");
  }

  private static long open(Ledger ledger) {
    long open = 0;
    for (Ledger.Account account : ledger.accounts()) {
      open += account.isOpen() ? 1 : 0;
    }
    return open;
  }

  private static void demandFew(long count, int limit, String what) {
    if (count > limit) {
      throw new Violation(NAME, "%d %s, allowed are %d".formatted(count, what, limit));
    }
  }

  /** Demands that what is over or is to be stopped has at least been interrupted. */
  private static void demandWanted(
      Moment moment, AttemptId attempt, Map.Entry<Effect, Engine.Going> entry, boolean stopping) {
    if (entry.getValue().isInterrupted()) {
      return;
    }
    boolean wanted =
        moment.after() instanceof RunState.Live live
            && switch (live.tasks().get(attempt.task()).state()) {
              case TaskState.Running running -> !stopping && running.attempt() == attempt.number();
              case TaskState.Stopping s -> stopping && s.attempt() == attempt.number();
              case TaskState.Waiting _, TaskState.Ready _, TaskState.Merging _, TaskState.Ended _ ->
                  false;
            };
    if (!wanted) {
      throw new Violation(NAME, entry.getKey() + " goes on though it should not");
    }
  }
}
