package dev.manyhands.engine.port;

import java.time.Duration;
import java.util.Optional;

/** What is said between a helper of this very process and those outside, while it works. */
public interface Mail {

  /** Takes the next message, if there is one. */
  Optional<String> poll();

  /** Takes the next message; waits for it at most this long. */
  Optional<String> poll(Duration time) throws InterruptedException;

  /**
   * Asks something, and returns the answer: the fallback when nobody gives one in time. The time it
   * takes is not counted as silence.
   */
  String ask(String question, String fallback) throws InterruptedException;

  /** Writes a line into the notes that all subagents of the run share. */
  void note(String text) throws InterruptedException;
}
