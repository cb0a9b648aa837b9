package dev.manyhands.engine.attempt;

import dev.manyhands.core.plan.Combine;
import dev.manyhands.core.plan.Plan;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.plan.TaskSpec;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.Talk;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What attempts need to know of their tasks: what is to be done, and what came of it before. */
public final class TaskBook {
  private final Map<TaskId, TaskSpec> specs = new ConcurrentHashMap<>();
  private final Map<TaskId, Setback> setbacks = new ConcurrentHashMap<>();

  private final Map<TaskId, List<Talk.Message>> sent = new ConcurrentHashMap<>();
  private final Map<TaskId, List<String>> heard = new ConcurrentHashMap<>();

  private volatile Combine combine;

  /** Creates a book of the tasks of a plan. */
  public TaskBook(Plan plan) {
    combine = plan.combine();
    plan.tasks().forEach(task -> specs.put(task.id(), task));
  }

  /** How an earlier attempt of a task ended, that was not what was wanted. */
  public record Setback(int attempt, Outcome outcome, String reason) {}

  /** Takes an event of the run; in order, before effects follow from it. */
  public void on(Event event) {
    switch (event) {
      case Event.TasksAdded added -> added.tasks().forEach(task -> specs.put(task.id(), task));
      case Event.TaskReturned e ->
          setbacks.put(e.task(), new Setback(e.attempt(), e.outcome(), e.reason()));
      case Event.AttemptEnded e -> {
        if (e.end().outcome() != Outcome.SUCCEEDED) {
          setbacks.put(e.task(), new Setback(e.attempt(), e.end().outcome(), e.end().reason()));
        }
      }
      case Event.MessageSent e ->
          sent.merge(
              e.task(),
              List.of(new Talk.Message(e.number(), e.text(), e.interrupt())),
              TaskBook::joined);
      case Event.MessageDelivered e ->
          heard.merge(e.task(), texts(e.task(), e.number()), TaskBook::joined);
      case Event.RunClosed closed ->
          combine = combine.with(closed.checkOrNull(), closed.messageOrNull());
      default -> {} // about something else
    }
  }

  private List<String> texts(TaskId task, int number) {
    return sent.getOrDefault(task, List.of()).stream()
        .filter(message -> message.number() == number)
        .map(Talk.Message::text)
        .toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /** Returns what a task is to do. */
  TaskSpec spec(TaskId task) {
    return Objects.requireNonNull(specs.get(task), "no task is called " + task);
  }

  /** Returns how the changes become one: closing a run may say it anew. */
  Combine combine() {
    return combine;
  }

  /**
   * Returns what the subagents of a task have been told since its attempts began, in order: it was
   * meant for the task, so whoever takes it up again has to know it as well.
   */
  List<String> heard(TaskId task) {
    return heard.getOrDefault(task, List.of());
  }

  /** Returns what came of the latest attempt that did not bring what was wanted. */
  Optional<Setback> setback(TaskId task) {
    return Optional.ofNullable(setbacks.get(task));
  }
}
