package dev.manyhands.engine.port;

import dev.manyhands.core.run.Outcome;
import dev.manyhands.engine.process.Watch;
import org.jspecify.annotations.Nullable;

/** How a turn ended. */
public sealed interface TurnEnd {

  /**
   * The helper is done.
   *
   * @param message its last message; may be empty
   * @param resultOrNull its structured result as JSON, where its tool delivers one
   * @param exitCodeOrNull of a tool that has ended
   */
  record Done(String message, @Nullable String resultOrNull, @Nullable Integer exitCodeOrNull)
      implements TurnEnd {}

  /** It was interrupted; the session can go on. */
  record Interrupted() implements TurnEnd {}

  /**
   * It failed, and the session with it.
   *
   * @param outcome failed, timed out or stalled
   * @param reason in words, for people
   * @param hopeless whether another attempt would end in the same way
   * @param exitCodeOrNull of a tool that has ended
   * @param message its last message; may be empty
   */
  record Failed(
      Outcome outcome,
      String reason,
      boolean hopeless,
      @Nullable Integer exitCodeOrNull,
      String message)
      implements TurnEnd {

    /** The end of a turn whose time is up. */
    public static Failed because(Watch.Expiry expiry) {
      return because(expiry.outcome(), expiry.reason());
    }

    /** A failure that another attempt may not meet. */
    public static Failed because(Outcome outcome, String reason) {
      return new Failed(outcome, reason, false, null, "");
    }
  }
}
