package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Decider;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** I12: no wait without a deadline, none that passes unheeded, and the run ends in time. */
final class DeadlinesHold implements Invariant {
  /** How late an alarm may ring. */
  static final Duration LATENESS = Duration.ofSeconds(1);

  private static final String NAME = "I12";

  /** The limits of effects that no plan sets. */
  private static final Duration SLACK = Duration.ofMinutes(10);

  private final Decider decider;
  private final Duration verification;
  private Instant latest;
  private Instant previousStep = Surroundings.START;

  DeadlinesHold(Decider decider, Plan plan) {
    this.decider = decider;
    this.verification =
        plan.combine().check().map(Check::timeout).orElse(Duration.ZERO).plus(SLACK);
    this.latest = Surroundings.START.plus(bound(plan));
  }

  /** Returns how long a run may take that never crashes: more than it needs, but not for ever. */
  private Duration bound(Plan plan) {
    // When the wall is reached, each change can still be bisected down to, through troubles.
    int verifications = 8 * (6 * plan.tasks().size() + 4);
    return plan.limits()
        .wall()
        .plus(SLACK.multipliedBy(2))
        .plus(verification.plus(Duration.ofMinutes(1)).multipliedBy(verifications))
        .plus(SLACK.plus(Duration.ofMinutes(1)).multipliedBy(3));
  }

  @Override
  public void before(Instant now, RunState state, List<Command> commands) {
    boolean afterAPause =
        commands.stream()
            .anyMatch(
                c ->
                    c instanceof Command.Resume
                        || c instanceof Command.Start
                        || c instanceof Command.LoseTime);
    // What a clock that is behind has stamped may be over at once: then it is for the next step.
    Instant heeded = previousStep;
    previousStep = now;
    if (afterAPause) {
      return;
    }
    Deadlines.earliest(state)
        .map(deadline -> deadline.isAfter(heeded) ? deadline : heeded)
        .filter(deadline -> deadline.plus(LATENESS).isBefore(now))
        .ifPresent(
            deadline -> {
              throw new Violation(NAME, deadline + " passed, and nothing was decided");
            });
    if (now.isAfter(latest) && !(state instanceof RunState.Finished)) {
      throw new Violation(NAME, "the run should have ended by " + latest);
    }
  }

  @Override
  public void event(Moment moment, RunState before, Event event, RunState after) {
    if (event instanceof Event.RunResumed && before instanceof RunState.Live live) {
      Duration away = Duration.between(live.now(), moment.around().now());
      latest = latest.plus(away).plus(SLACK).plus(verification);
    }
    if (event instanceof Event.TimeLost e && after instanceof RunState.Live live) {
      latest = latest.plus(e.lost());
      List<Instant> moved =
          Deadlines.limits((RunState.Live) before).stream().map(i -> i.plus(e.lost())).toList();
      if (!Deadlines.limits(live).equals(moved)) {
        throw new Violation(NAME, event + ": a limit counts that time");
      }
    }
  }

  /** An alarm that changes nothing is not set again, and hides all that are later. */
  private void demandThatNoAlarmRangInVain(Moment moment) {
    Optional<Instant> set = wake(moment.before());
    boolean rang =
        moment.commands().stream()
            .anyMatch(
                c -> c instanceof Command.Tick && set.isPresent() && !set.get().isAfter(c.at()));
    if (rang && moment.events().isEmpty()) {
      throw new Violation(NAME, "the alarm of " + set.get() + " rang, and nothing was decided");
    }
  }

  private Optional<Instant> wake(RunState state) {
    return decider.pending(state).stream()
        .filter(Effect.Wake.class::isInstance)
        .map(effect -> ((Effect.Wake) effect).due())
        .min(Instant::compareTo);
  }

  @Override
  public void after(Moment moment) {
    if (!moment.crashed()) {
      demandThatNoAlarmRangInVain(moment);
    }
    if (moment.crashed() || moment.events().isEmpty()) {
      return;
    }
    Optional<Instant> deadline = Deadlines.earliest(moment.after());
    if (deadline.isEmpty()) {
      return;
    }
    Instant wake =
        wake(moment.after()).orElseThrow(() -> new Violation(NAME, "no wake is pending"));
    if (wake.isAfter(deadline.get())) {
      throw new Violation(NAME, "the wake at " + wake + " is too late for " + deadline.get());
    }
  }
}
