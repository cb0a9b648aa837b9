package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.CommitId;
import dev.manyhands.core.run.Effect;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Head;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.TreeId;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** I5: what is delivered passed the combined check, and is exactly what was merged. */
final class DeliveredIsChecked implements Invariant {
  private static final String NAME = "I5";

  private boolean isChecked;

  DeliveredIsChecked(boolean isChecked) {
    this.isChecked = isChecked;
  }

  @Override
  public void event(Moment moment, RunState before, Event event, RunState after) {
    switch (event) {
      case Event.RunClosed e -> isChecked |= e.checkOrNull() != null;
      case Event.MergesUndone _ -> {
        Contents head = headOf(moment, before);
        if (moment.around().nature().isGreen(head) || head.tasks().isEmpty()) {
          throw new Violation(NAME, event + ": the check does not fail on " + head);
        }
      }
      case Event.MergePassed e -> {
        if (e.checkMsOrNull() != null) {
          demandPassed(moment, e.head().tree(), event);
        }
      }
      case Event.ResultPublished e -> {
        demandPassed(moment, e.tree(), event);
        demandSame(moment.repository().contents(e.tree()), merged(moment.ledger().merged()), event);
      }
      case Event.AttemptStarted e -> {
        demandNeeds(moment, e.task(), e.base(), event);
        if (moment.ledger().of(e.task()).returns() > 0) {
          Contents base = moment.repository().contents(e.base());
          demandSame(base, merged(moment.ledger().merged()), event);
        }
      }
      default -> {}
    }
  }

  private static Contents headOf(Moment moment, RunState state) {
    return moment.repository().contents(((RunState.Live) state).integration().head().tree());
  }

  private void demandPassed(Moment moment, TreeId tree, Event event) {
    if (isChecked && !moment.repository().hasPassed(tree)) {
      throw new Violation(
          NAME, event + ": no check has passed on " + moment.repository().contents(tree));
    }
  }

  /** Demands that an attempt starts from what it needs. */
  private static void demandNeeds(Moment moment, TaskId task, CommitId base, Event event) {
    Contents contents = moment.repository().contents(base);
    for (TaskId need : moment.ledger().of(task).spec().needs()) {
      Event end = moment.ledger().of(need).end();
      if (end instanceof Event.TaskMerged && !contents.has(need)) {
        throw new Violation(NAME, event + ": its base lacks " + need);
      }
    }
  }

  @Override
  public void after(Moment moment) {
    if (moment.events().isEmpty() || !(moment.after() instanceof RunState.Live live)) {
      return;
    }
    Head head = live.integration().head();
    Contents contents = moment.repository().contents(head.tree());
    demandSame(contents, merged(moment.ledger().merged()), "the head");
    for (Effect effect : moment.engine().going().keySet()) {
      if (effect instanceof Effect.Publish publish) {
        demandSame(
            moment.repository().contents(publish.head().tree()),
            new Contents(contents.changes()),
            effect);
        if (!contents.tasks().equals(new TreeSet<>(publish.merged()))) {
          throw new Violation(NAME, effect + " names other tasks than " + contents.tasks());
        }
      }
    }
  }

  private static void demandSame(Contents found, Contents merged, Object what) {
    if (!found.equals(merged)) {
      throw new Violation(NAME, what + " contains " + found + ", but merged are " + merged);
    }
  }

  private static Contents merged(Set<AttemptId> attempts) {
    return new Contents(
        attempts.stream()
            .collect(
                Collectors.toMap(
                    AttemptId::task, AttemptId::number, (one, other) -> other, TreeMap::new)));
  }
}
