package dev.manyhands;

import dev.manyhands.TaskEvent.Kind;
import dev.manyhands.core.run.AttemptEnd;
import dev.manyhands.core.run.Event;
import dev.manyhands.core.run.Outcome;

/** The events of the log, as programs hear of them. */
final class TaskEvents {
  private TaskEvents() {}

  static TaskEvent of(long number, Event.OfTask event) {
    return switch (event) {
      case Event.AttemptStarted e -> of(number, e, e.attempt(), Kind.ATTEMPT_STARTED, "");
      case Event.AttemptStopping e -> of(number, e, e.attempt(), Kind.ATTEMPT_STOPPING, e.reason());
      case Event.AttemptEnded e -> of(number, e, e.attempt(), Kind.ATTEMPT_ENDED, text(e.end()));
      case Event.AttemptCharged e ->
          of(
              number,
              e,
              e.attempt(),
              Kind.CONSUMED,
              "%d tokens, $%s"
                  .formatted(
                      e.usage().inputTokens() + e.usage().outputTokens(), e.usage().costUsd()));
      case Event.MessageSent e -> of(number, e, 0, Kind.MESSAGE_SENT, e.text());
      case Event.MessageDelivered e -> of(number, e, e.attempt(), Kind.MESSAGE_DELIVERED, "");
      case Event.QuestionAsked e ->
          of(number, e, e.attempt(), Kind.QUESTION_ASKED, e.question().text());
      case Event.QuestionAnswered e -> of(number, e, e.attempt(), Kind.QUESTION_ANSWERED, e.text());
      case Event.Noted e -> of(number, e, e.attempt(), Kind.NOTED, e.text());
      case Event.TaskRetried e -> of(number, e, 0, Kind.RETRIED, "");
      case Event.TaskReturned e -> of(number, e, e.attempt(), Kind.RETURNED, e.reason());
      case Event.TaskMerged e -> of(number, e, e.attempt(), Kind.MERGED, "");
      case Event.TaskSucceeded e -> of(number, e, e.attempt(), Kind.SUCCEEDED, "");
      case Event.TaskFailed e -> of(number, e, 0, Kind.FAILED, e.reason());
      case Event.TaskCancelled e -> of(number, e, 0, Kind.CANCELLED, e.reason());
      case Event.TaskSkipped e -> of(number, e, 0, Kind.SKIPPED, e.because().value());
    };
  }

  private static TaskEvent of(long number, Event.OfTask e, int attempt, Kind kind, String text) {
    return new TaskEvent(number, e.at(), e.task().value(), attempt, kind, text);
  }

  private static String text(AttemptEnd end) {
    return end.outcome() == Outcome.SUCCEEDED
        ? end.summary()
        : end.outcome().word() + ": " + end.reason();
  }
}
