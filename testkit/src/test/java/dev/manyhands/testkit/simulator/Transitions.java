package dev.manyhands.testkit.simulator;

import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.Task;
import dev.manyhands.core.run.TaskState;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;

/** Collects which states followed which, and why. */
final class Transitions implements StepObserver {
  private final Set<String> ofTasks = new ConcurrentSkipListSet<>();
  private final Set<String> ofRuns = new ConcurrentSkipListSet<>();

  @Override
  public void on(RunState before, Event event, RunState after) {
    String from = run(before);
    String to = run(after);
    if (!from.equals(to)) {
      ofRuns.add(edge(from, to, name(event)));
    }
    if (after instanceof RunState.Finished) {
      ofRuns.add("  %s --> [*]".formatted(to));
    }
    Live next = live(after);
    for (Task task : next.tasks()) {
      if (before instanceof Live live && live.tasks().find(task.id()).isPresent()) {
        TaskState old = live.tasks().get(task.id()).state();
        boolean own = event instanceof Event.OfTask e && e.task().equals(task.id());
        changed(old, task.state(), own ? name(event) : name(event) + " of a need");
      } else {
        ofTasks.add(edge("[*]", name(task.state()), name(event)));
      }
    }
  }

  private void changed(TaskState before, TaskState after, String why) {
    if (before.equals(after)) {
      return;
    }
    boolean movesDeadlines = why.startsWith("RunResumed") || why.startsWith("TimeLost");
    boolean deadlineOnly = before.getClass() == after.getClass() && movesDeadlines;
    if (!deadlineOnly) {
      ofTasks.add(
          edge(name(before), name(after), why.startsWith("RunResumed") ? "RunResumed" : why));
    }
    if (after instanceof TaskState.Ended) {
      ofTasks.add("  %s --> [*]".formatted(name(after)));
    }
  }

  private static Live live(RunState state) {
    return switch (state) {
      case Live live -> live;
      case RunState.Finished finished -> finished.last();
      case RunState.Unstarted _ -> throw new IllegalStateException("an event leads to a start");
    };
  }

  private static String run(RunState state) {
    return switch (state) {
      case RunState.Unstarted _ -> "[*]";
      case Live live -> name(live.phase());
      case RunState.Finished _ -> "Finished";
    };
  }

  private static String name(Object kind) {
    return kind.getClass().getSimpleName();
  }

  private static String edge(String from, String to, String why) {
    return "  %s --> %s : %s".formatted(from, to, why);
  }

  /** Returns the edges of the life of a task, as a Mermaid state diagram has them. */
  String ofTasks() {
    return ofTasks.stream().collect(Collectors.joining("\n"));
  }

  /** Returns the edges of the phases of a run. */
  String ofRuns() {
    return ofRuns.stream().collect(Collectors.joining("\n"));
  }
}
