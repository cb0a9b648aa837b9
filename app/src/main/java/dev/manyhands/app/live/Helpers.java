package dev.manyhands.app.live;

import dev.manyhands.core.run.AttemptId;
import dev.manyhands.core.run.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the subagents that are at work, beyond the state of their tasks. */
final class Helpers {

  /**
   * One subagent.
   *
   * @param since when its attempt started
   * @param heardFirstOrNull when it first said something; null before
   * @param heardLast when it last said something; before the first time, when it started
   * @param line what it said last
   */
  record Helper(Instant since, @Nullable Instant heardFirstOrNull, Instant heardLast, String line) {

    Helper says(String text, Instant now) {
      return new Helper(
          since,
          heardFirstOrNull == null ? now : heardFirstOrNull,
          now,
          text.isBlank() ? line : text);
    }
  }

  private final Map<AttemptId, Helper> helpers = new HashMap<>();

  void on(Event event) {
    switch (event) {
      case Event.AttemptStarted e ->
          helpers.put(new AttemptId(e.task(), e.attempt()), new Helper(e.at(), null, e.at(), ""));
      case Event.AttemptEnded e -> helpers.remove(new AttemptId(e.task(), e.attempt()));
      default -> {} // about something else
    }
  }

  /** Takes what a subagent printed; what comes after its end is too late to be of interest. */
  void says(AttemptId attempt, String line, Instant now) {
    helpers.computeIfPresent(attempt, (_, helper) -> helper.says(line, now));
  }

  /** Returns what is known of a subagent, or of one that has only just started. */
  Helper of(AttemptId attempt, Instant now) {
    return helpers.getOrDefault(attempt, new Helper(now, null, now, ""));
  }
}
