package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Candidate;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Command.MergeEnd;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Integration.Step;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Phase;
import dev.manyhands.core.run.TaskState;
import java.util.List;

/**
 * I3, and the facts behind it: an attempt ends because an effect said so, with the outcome that it
 * said or that was asked for, and with its files; it is given up only while somebody still tries.
 * Verdicts on changes are those of the world.
 */
final class OutcomesAreTrue implements Invariant {
  private static final String NAME = "I3";

  private List<Candidate> latestRedGroup = List.of();
  private boolean allWereJudged;

  @Override
  public void event(Moment moment, RunState before, Event event, RunState after) {
    if (!(before instanceof RunState.Live live)) {
      return;
    }
    switch (event) {
      case Event.AttemptEnded e -> attemptEnded(moment, live, e);
      case Event.AttemptStopping e ->
          demand(
              !(live.tasks().get(e.task()).state() instanceof TaskState.Stopping s)
                  || s.outcome() != e.outcome(),
              event,
              "it is being stopped already");
      case Event.TaskReturned e -> returned(moment, live, e);
      case Event.MergeStarted e ->
          demand(
              live.integration().step() instanceof Step.Idle idle
                  && !idle.notBefore().isAfter(e.at()),
              event,
              "it is too early");
      case Event.MergeFailed _ -> {
        latestRedGroup = live.integration().group();
        allWereJudged = latestRedGroup.equals(live.integration().queue()) && noneCanCome(live);
      }
      case Event.ResultPublished _ -> demand(isSaid(moment, live), event, "nobody said so");
      case Event.PublishFailed _ -> {
        boolean late =
            live.phase() instanceof Phase.Publishing publishing
                && !publishing.deadline().isAfter(event.at());
        demand(late || isSaid(moment, live), event, "nobody said so");
      }
      case Event.MergePassed e -> {
        boolean said =
            moment.commands().stream()
                .anyMatch(
                    c ->
                        c instanceof Command.FinishMerge f
                            && f.number() == e.number()
                            && f.end() instanceof MergeEnd.Passed p
                            && p.head().equals(e.head()));
        demand(said, event, "nobody said so");
      }
      default -> {}
    }
  }

  /** Says whether the try to publish that is under way brought its outcome. */
  private static boolean isSaid(Moment moment, RunState.Live live) {
    return moment.commands().stream()
        .anyMatch(
            c ->
                c instanceof Command.FinishPublish f
                    && live.phase() instanceof Phase.Publishing publishing
                    && f.number() == publishing.failures() + 1);
  }

  private static void attemptEnded(Moment moment, RunState.Live live, Event.AttemptEnded event) {
    AttemptId attempt = new AttemptId(event.task(), event.attempt());
    AttemptEnd end = event.end();
    TaskState state = live.tasks().get(event.task()).state();
    boolean answered =
        moment.commands().stream()
            .anyMatch(c -> c instanceof Command.FinishAttempt f && f.attempt().equals(attempt));
    if (state instanceof TaskState.Stopping stopping) {
      demand(end.outcome() == stopping.outcome(), event, "it was to be " + stopping.outcome());
      if (!answered) {
        demand(!stopping.deadline().isAfter(event.at()), event, "it was given up too early");
        demand(moment.crashed() || isTried(moment, attempt), event, "nobody collects its files");
        return;
      }
    }
    demand(answered, event, "no effect said so");
    demand(end.change().isPresent(), event, "its files are lost");
    demand(
        moment.commands().stream()
            .anyMatch(
                c ->
                    c instanceof Command.FinishAttempt f
                        && f.attempt().equals(attempt)
                        && f.end().usage().equals(end.usage())
                        && f.end().hopeless() == end.hopeless()),
        event,
        "that is not what it consumed, or whether it is hopeless");
    if (state instanceof TaskState.Running) {
      Outcome truth = moment.around().nature().outcome(attempt);
      demand(end.outcome() == truth, event, "in this world it is " + truth);
    }
  }

  private static boolean isTried(Moment moment, AttemptId attempt) {
    return moment.engine().going().keySet().stream()
        .anyMatch(
            effect ->
                switch (effect) {
                  case Effect.RunAttempt run -> run.attempt().equals(attempt);
                  case Effect.Salvage salvage -> salvage.attempt().equals(attempt);
                  case Effect.Deliver _, Effect.Verify _, Effect.Publish _, Effect.Wake _ -> false;
                });
  }

  private static boolean noneCanCome(RunState.Live live) {
    return Deadlines.atWork(live) == 0
        && live.tasks().stream().noneMatch(task -> task.state() instanceof TaskState.Ready);
  }

  private void returned(Moment moment, RunState.Live live, Event.TaskReturned event) {
    AttemptId attempt = new AttemptId(event.task(), event.attempt());
    Nature nature = moment.around().nature();
    Contents head = moment.repository().contents(live.integration().head().tree());
    Candidate candidate =
        live.integration().queue().stream()
            .filter(c -> c.attempt().equals(attempt))
            .findFirst()
            .orElseThrow(() -> new Violation(NAME, event + ": it was not in the queue"));
    if (event.outcome() == Outcome.CONFLICT) {
      Contents own = moment.repository().contents(candidate.change().commit());
      demand(nature.conflicts(attempt, own, head), event, "it does not conflict with " + head);
    } else if (nature.isGreen(head)) {
      demand(!nature.isGreen(head.with(attempt)), event, "the check passes with it on " + head);
    } else {
      // On a red base, all are judged together.
      demand(allWereJudged, event, "the base is red, and not all were judged together");
      demand(latestRedGroup.contains(candidate), event, "it was not part of what failed");
    }
  }

  private static void demand(boolean condition, Event event, String otherwise) {
    if (!condition) {
      throw new Violation(NAME, event + ": " + otherwise);
    }
  }
}
