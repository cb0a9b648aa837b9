package dev.manyhands.app.live;

import dev.manyhands.app.live.News.Kind;
import dev.manyhands.core.plan.TaskId;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Integration.Health;
import dev.manyhands.core.run.Outcome;
import dev.manyhands.core.run.RunState;
import dev.manyhands.core.run.RunState.Live;
import dev.manyhands.core.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells in words what the events of a run mean, where it is worth telling. */
final class Chronicle {

  /** How a task's latest attempt went wrong. */
  private record Setback(int attempt, Outcome outcome, String reason) {}

  private final News news;
  private final Map<TaskId, Setback> setbacks = new HashMap<>();

  Chronicle(News news) {
    this.news = news;
  }

  void on(RunState before, Event event) {
    Instant at = event.at();
    switch (event) {
      case Event.RunStarted e ->
          e.warnings().forEach(warning -> tell(at, Kind.PROBLEM, Sign.LATE, warning));
      case Event.RunResumed _ -> tell(at, Kind.PROGRESS, Sign.AGAIN, "the run goes on");
      case Event.MergesUndone _ ->
          tell(
              at, Kind.PROBLEM, Sign.AGAIN, "what was merged fails the check that was given since");
      case Event.TimeLost e ->
          tell(at, Kind.PROGRESS, Sign.AGAIN, "the machine slept for " + Spans.words(e.lost()));
      case Event.RunCancelling e ->
          tell(at, Kind.PROBLEM, Sign.STOPPED, "the run is cancelled: " + e.reason());
      case Event.OfTask e -> ofTask(e);
      case Event.TasksAdded _,
          Event.RunClosed _,
          Event.MergeStarted _,
          Event.MergePassed _,
          Event.PublishStarted _ -> {}
      case Event.MergeFailed e -> mergeFailed(before, e);
      case Event.MergeTroubled e ->
          news.tell(
              at,
              Kind.SETBACK,
              Sign.LATE,
              before instanceof Live live ? group(live) : List.of(),
              "not verified, again " + in(at, e.notBefore()) + ": " + e.reason());
      case Event.PublishFailed e ->
          tell(
              at,
              Kind.SETBACK,
              Sign.LATE,
              "not published, again " + in(at, e.notBefore()) + ": " + e.reason());
      case Event.ResultPublished e ->
          tell(at, Kind.PROGRESS, Sign.GOOD, "the result is branch " + e.branch());
      case Event.RunFinished e -> finished(e);
    }
  }

  private void mergeFailed(RunState before, Event.MergeFailed e) {
    if (!(before instanceof Live live)) {
      return;
    }
    List<TaskId> group = group(live);
    if (group.isEmpty()) {
      String says = "the combined check fails on the base alone: " + e.reason();
      tell(e.at(), Kind.SETBACK, Sign.LATE, says);
    } else if (group.size() > 1 || live.integration().health() != Health.SOUND) {
      // Else the task is rejected at once, for the same reason.
      String says = (group.size() > 1 ? "fail" : "fails") + " the combined check: " + e.reason();
      news.tell(e.at(), Kind.SETBACK, Sign.LATE, group, says);
    }
  }

  private void finished(Event.RunFinished e) {
    boolean well = e.status() == RunStatus.SUCCEEDED;
    String reason = e.reason().isEmpty() ? "" : ": " + e.reason();
    // Without a reason of its own, the tasks have said it.
    Kind kind = e.reason().isEmpty() ? Kind.PROGRESS : Kind.PROBLEM;
    tell(e.at(), kind, well ? Sign.GOOD : Sign.BAD, "the run " + e.status().word() + reason);
  }

  private void ofTask(Event.OfTask event) {
    switch (event) {
      case Event.AttemptStarted _,
          Event.AttemptStopping _,
          Event.MessageSent _,
          Event.MessageDelivered _,
          Event.AttemptCharged _ -> {}
      case Event.QuestionAsked e ->
          tell(
              e.at(),
              Kind.PROBLEM,
              Sign.LATE,
              "%s asks: %s".formatted(e.task(), e.question().text()));
      case Event.QuestionAnswered e ->
          tell(e.at(), Kind.PROGRESS, Sign.AGAIN, "%s has its answer".formatted(e.task()));
      case Event.Noted e ->
          tell(e.at(), Kind.PROGRESS, Sign.GOOD, "%s notes: %s".formatted(e.task(), e.text()));
      case Event.AttemptEnded e -> {
        if (e.end().outcome() != Outcome.SUCCEEDED) {
          setbacks.put(e.task(), new Setback(e.attempt(), e.end().outcome(), e.end().reason()));
        }
      }
      case Event.TaskReturned e ->
          setbacks.put(e.task(), new Setback(e.attempt(), e.outcome(), e.reason()));
      case Event.TaskRetried e -> retried(e);
      case Event.TaskMerged e -> ended(e, Kind.PROGRESS, Sign.GOOD, "merged");
      case Event.TaskSucceeded e ->
          ended(e, Kind.PROGRESS, Sign.GOOD, "succeeded, nothing to merge");
      case Event.TaskFailed e -> {
        Setback setback = setbacks.get(e.task());
        Sign sign = setback == null ? Sign.BAD : signOfEnd(setback.outcome());
        ended(e, Kind.PROBLEM, sign, "failed: " + e.reason());
      }
      case Event.TaskCancelled e ->
          ended(e, Kind.PROBLEM, Sign.STOPPED, "cancelled: " + e.reason());
      case Event.TaskSkipped e ->
          ended(e, Kind.PROBLEM, Sign.SKIPPED, "skipped, for want of " + e.because());
    }
  }

  private void ended(Event.OfTask event, Kind kind, Sign sign, String says) {
    setbacks.remove(event.task());
    news.tell(event.at(), kind, sign, List.of(event.task()), says);
  }

  private void retried(Event.TaskRetried e) {
    Setback setback = setbacks.remove(e.task());
    String again = "again " + in(e.at(), e.notBefore());
    String says =
        setback == null
            ? "to be tried " + again
            : "%s in attempt %d, %s: %s"
                .formatted(words(setback.outcome()), setback.attempt(), again, setback.reason());
    news.tell(e.at(), Kind.SETBACK, sign(setback), List.of(e.task()), says);
  }

  private static Sign sign(@Nullable Setback setback) {
    if (setback == null) {
      return Sign.AGAIN;
    }
    return switch (setback.outcome()) {
      case CONFLICT -> Sign.CONFLICT;
      case REJECTED -> Sign.REJECTED;
      case SUCCEEDED, FAILED, TIMED_OUT, STALLED, CANCELLED, BUDGET_EXHAUSTED, LOST -> Sign.AGAIN;
    };
  }

  private static Sign signOfEnd(Outcome outcome) {
    return switch (outcome) {
      case CONFLICT -> Sign.CONFLICT;
      case REJECTED -> Sign.REJECTED;
      case SUCCEEDED, FAILED, TIMED_OUT, STALLED, CANCELLED, BUDGET_EXHAUSTED, LOST -> Sign.BAD;
    };
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case TIMED_OUT -> "timed out";
      case STALLED -> "stalled";
      case CANCELLED -> "cancelled";
      case BUDGET_EXHAUSTED -> "budget spent";
      case CONFLICT -> "conflicts";
      case REJECTED -> "rejected";
      case LOST -> "lost";
    };
  }

  private static String in(Instant now, Instant then) {
    Duration wait = Spans.between(now, then);
    return wait.isZero() ? "at once" : "in " + Spans.words(wait);
  }

  private static List<TaskId> group(Live live) {
    return live.integration().group().stream()
        .map(candidate -> candidate.attempt().task())
        .toList();
  }

  private void tell(Instant at, Kind kind, Sign sign, String says) {
    news.tell(at, kind, sign, List.of(), says);
  }
}
