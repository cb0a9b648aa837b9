package dev.manyhands.app.cli;

import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An event in one line for people. */
final class EventLine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private static final int NAMED = 5;

  private EventLine() {}

  static String of(Event event) {
    return (TIME.format(event.at()) + "  " + text(event)).replace('\n', ' ');
  }

  private static String text(Event event) {
    return switch (event) {
      case Event.RunStarted e ->
          "run started from " + e.base().commit().abbreviated() + warnings(e);
      case Event.RunResumed _ -> "run resumed";
      case Event.MergesUndone _ ->
          "what was merged fails the check that was given since; each change is verified again";
      case Event.TimeLost e ->
          "the machine slept for %s; no limit counts that time".formatted(Summary.round(e.lost()));
      case Event.TasksAdded e ->
          "%d task%s added: %s"
              .formatted(
                  e.tasks().size(),
                  e.tasks().size() == 1 ? "" : "s",
                  e.tasks().stream()
                      .map(task -> task.id().value())
                      .limit(NAMED)
                      .collect(Collectors.joining(", ", "", e.tasks().size() > NAMED ? " …" : "")));
      case Event.RunClosed _ -> "run closed: no more tasks are added";
      case Event.MessageSent e -> "%s: message %d: %s".formatted(e.task(), e.number(), e.text());
      case Event.MessageDelivered e -> "%s: message %d delivered".formatted(e.task(), e.number());
      case Event.QuestionAsked e ->
          "%s: asks (%s %d): %s"
              .formatted(
                  e.task(), e.question().kind().word(), e.question().number(), e.question().text());
      case Event.QuestionAnswered e ->
          "%s: answer %d%s: %s"
              .formatted(e.task(), e.number(), e.expired() ? " (nobody answered)" : "", e.text());
      case Event.Noted e -> "%s: notes: %s".formatted(e.task(), e.text());
      case Event.AttemptCharged e ->
          "%s: attempt %d has used %d tokens, $%s"
              .formatted(e.task(), e.attempt(), e.usage().tokens(), e.usage().costUsd());
      case Event.RunCancelling e -> "run is being cancelled: " + e.reason();
      case Event.AttemptStarted e -> "%s: attempt %d started".formatted(e.task(), e.attempt());
      case Event.AttemptStopping e ->
          "%s: attempt %d is being ended: %s".formatted(e.task(), e.attempt(), e.reason());
      case Event.AttemptEnded e ->
          "%s: attempt %d %s".formatted(e.task(), e.attempt(), ended(e.end()));
      case Event.TaskRetried e -> "%s: will be tried again".formatted(e.task());
      case Event.TaskReturned e ->
          "%s: came back from the merge queue (%s): %s"
              .formatted(e.task(), e.outcome().word(), e.reason());
      case Event.TaskMerged e -> "%s: merged".formatted(e.task());
      case Event.TaskSucceeded e -> "%s: succeeded, nothing to merge".formatted(e.task());
      case Event.TaskFailed e -> "%s: failed: %s".formatted(e.task(), e.reason());
      case Event.TaskCancelled e -> "%s: cancelled: %s".formatted(e.task(), e.reason());
      case Event.TaskSkipped e ->
          "%s: skipped, because %s did not end well".formatted(e.task(), e.because());
      case Event.MergeStarted e ->
          e.size() == 0
              ? "merge %d: verifying the base alone".formatted(e.number())
              : "merge %d: verifying %d change%s"
                  .formatted(e.number(), e.size(), e.size() == 1 ? "" : "s");
      case Event.MergePassed e ->
          "merge %d: passed%s".formatted(e.number(), took(e.checkMsOrNull()));
      case Event.MergeFailed e ->
          "merge %d: red%s: %s".formatted(e.number(), took(e.checkMs()), e.reason());
      case Event.MergeTroubled e ->
          "merge %d: could not be verified: %s".formatted(e.number(), e.reason());
      case Event.PublishStarted _ -> "publishing the result";
      case Event.PublishFailed e -> "publishing failed: " + e.reason();
      case Event.ResultPublished e ->
          "result is commit %s on branch %s".formatted(e.commit().abbreviated(), e.branch());
      case Event.RunFinished e ->
          "run " + e.status().word() + (e.reason().isEmpty() ? "" : ": " + e.reason());
    };
  }

  private static String warnings(Event.RunStarted event) {
    return event.warnings().isEmpty() ? "" : "; warning: " + String.join("; ", event.warnings());
  }

  private static String ended(AttemptEnd end) {
    String changes =
        end.change()
            .filter(change -> !change.isEmpty())
            .map(
                change ->
                    " (%d files, +%d -%d)"
                        .formatted(change.files(), change.insertions(), change.deletions()))
            .orElse("");
    return end.outcome() == Outcome.SUCCEEDED
        ? "succeeded" + changes
        : end.outcome().word() + changes + ": " + end.reason();
  }

  private static String took(@Nullable Long ms) {
    return ms == null ? "" : " in %.1fs".formatted(ms / 1000.0);
  }
}
