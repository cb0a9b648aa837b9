package dev.manyhands.core.run;

import dev.manyhands.core.plan.Check;
import dev.manyhands.core.plan.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Events as tests write them: without the time, which the scenario knows. */
@FunctionalInterface
public interface Facts extends Function<Instant, Event> {

  static Facts runStarted(String... warnings) {
    return now -> new Event.RunStarted(now, Things.BASE, List.of(warnings));
  }

  static Facts runResumed() {
    return Event.RunResumed::new;
  }

  static Facts timeLost(Duration lost) {
    return now -> new Event.TimeLost(now, lost);
  }

  static Facts runCancelling(String reason, boolean asked) {
    return now -> new Event.RunCancelling(now, reason, asked);
  }

  static Facts tasksAdded(Plans.Spec... tasks) {
    List<TaskSpec> specs = Arrays.stream(tasks).map(Plans.Spec::build).toList();
    return now -> new Event.TasksAdded(now, specs);
  }

  static Facts runClosed() {
    return now -> new Event.RunClosed(now, null, null);
  }

  static Facts runClosed(Check check) {
    return now -> new Event.RunClosed(now, check, null);
  }

  static Facts mergesUndone() {
    return Event.MergesUndone::new;
  }

  static Facts messageSent(String task, int number, String text) {
    return now -> new Event.MessageSent(now, Things.id(task), number, text, false);
  }

  static Facts messageDelivered(String attempt, int number) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.MessageDelivered(now, id.task(), id.number(), number);
  }

  /** A question that waits for ten minutes. */
  static Facts questionAsked(String attempt, int number) {
    AttemptId id = Things.attempt(attempt);
    return now ->
        new Event.QuestionAsked(now, id.task(), id.number(), Things.question(number, now));
  }

  static Facts questionAnswered(String attempt, int number, String text) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.QuestionAnswered(now, id.task(), id.number(), number, text, false);
  }

  static Facts questionExpired(String attempt, int number) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.QuestionAnswered(now, id.task(), id.number(), number, "any", true);
  }

  static Facts noted(String attempt, String text) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.Noted(now, id.task(), id.number(), text);
  }

  static Facts attemptCharged(String attempt, long tokens) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.AttemptCharged(now, id.task(), id.number(), Things.usage(tokens));
  }

  static Facts attemptStarted(String attempt, CommitId base) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.AttemptStarted(now, id.task(), id.number(), base);
  }

  static Facts attemptStarted(String attempt) {
    return attemptStarted(attempt, Things.BASE.commit());
  }

  static Facts attemptStopping(String attempt, Outcome outcome, String reason) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.AttemptStopping(now, id.task(), id.number(), outcome, reason);
  }

  static Facts attemptEnded(String attempt, AttemptEnd end) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.AttemptEnded(now, id.task(), id.number(), end);
  }

  /** A success with a change, which goes to the merge queue. */
  static Facts attemptSucceeded(String attempt) {
    return attemptEnded(attempt, Things.success(attempt));
  }

  static Facts taskRetried(String task, Duration backoff) {
    return now -> new Event.TaskRetried(now, Things.id(task), now.plus(backoff));
  }

  static Facts taskReturned(String attempt, Outcome outcome, String reason) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.TaskReturned(now, id.task(), id.number(), outcome, reason);
  }

  static Facts taskMerged(String attempt) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.TaskMerged(now, id.task(), id.number());
  }

  static Facts taskSucceeded(String attempt) {
    AttemptId id = Things.attempt(attempt);
    return now -> new Event.TaskSucceeded(now, id.task(), id.number());
  }

  static Facts taskFailed(String task, String reason) {
    return now -> new Event.TaskFailed(now, Things.id(task), reason);
  }

  static Facts taskCancelled(String task, String reason) {
    return now -> new Event.TaskCancelled(now, Things.id(task), reason);
  }

  static Facts taskSkipped(String task, String because) {
    return now -> new Event.TaskSkipped(now, Things.id(task), Things.id(because));
  }

  static Facts mergeStarted(int number, int size) {
    return now -> new Event.MergeStarted(now, number, size);
  }

  static Facts mergePassed(int number, Head head) {
    return now -> new Event.MergePassed(now, number, head, 7L);
  }

  static Facts mergeFailed(int number, String reason) {
    return now -> new Event.MergeFailed(now, number, Things.tree("red"), 7L, reason);
  }

  static Facts mergeTroubled(int number, Duration backoff, String reason) {
    return now -> new Event.MergeTroubled(now, number, now.plus(backoff), reason);
  }

  static Facts publishStarted() {
    return Event.PublishStarted::new;
  }

  static Facts publishFailed(String reason, Duration backoff) {
    return now -> new Event.PublishFailed(now, reason, now.plus(backoff));
  }

  static Facts resultPublished() {
    Head result = Things.head("result");
    return now -> new Event.ResultPublished(now, "manyhands/r", result.commit(), result.tree());
  }

  static Facts runFinished(RunStatus status) {
    return runFinished(status, "");
  }

  static Facts runFinished(RunStatus status, String reason) {
    return now -> new Event.RunFinished(now, status, reason);
  }
}
