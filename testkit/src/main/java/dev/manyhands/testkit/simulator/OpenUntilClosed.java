package dev.manyhands.testkit.simulator;

import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Command;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunState.Phase;
import java.util.List;

/** An open run takes tasks until it is closed once, or cancelled, and is not over before. */
final class OpenUntilClosed implements Invariant {
  private static final String NAME = "open";

  private boolean isOpen;

  OpenUntilClosed(boolean isOpen) {
    this.isOpen = isOpen;
  }

  @Override
  public void event(Moment moment, RunState before, Event event, RunState after) {
    switch (event) {
      case Event.TasksAdded e -> {
        demand(isOpen, event, "the run is closed");
        demand(wasAsked(moment, e.tasks()), event, "nobody asked for it");
      }
      case Event.RunClosed _ -> {
        demand(isOpen, event, "it was closed before");
        demand(
            moment.commands().stream().anyMatch(Command.CloseRun.class::isInstance),
            event,
            "nobody asked for it");
        isOpen = false;
      }
      case Event.RunCancelling _ -> isOpen = false;
      case Event.PublishStarted _, Event.RunFinished _ ->
          demand(!isOpen, event, "more tasks may come");
      default -> {}
    }
  }

  @Override
  public void after(Moment moment) {
    if (moment.after() instanceof Live live && live.phase() instanceof Phase.Working working) {
      demand(working.open() == isOpen, live.phase(), "that is not what the events say");
    }
  }

  private static boolean wasAsked(Moment moment, List<TaskSpec> tasks) {
    return moment.commands().stream()
        .anyMatch(c -> c instanceof Command.AddTasks add && add.tasks().equals(tasks));
  }

  private static void demand(boolean condition, Object what, String otherwise) {
    if (!condition) {
      throw new Violation(NAME, what + ": " + otherwise);
    }
  }
}
