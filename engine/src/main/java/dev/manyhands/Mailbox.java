package dev.manyhands;

import java.time.Duration;
import java.util.Optional;

/**
 * What is said between a subagent and those outside. Manyhands implements this; methods may be
 * added. Safe for use by many threads.
 */
public interface Mailbox {

  /** Takes the next message, if there is one. */
  Optional<String> poll();

  /** Takes the next message; waits for it at most this long. */
  Optional<String> poll(Duration time) throws InterruptedException;

  /**
   * Asks those outside something, and returns the answer. While it waits, its silence does not
   * count.
   *
   * @param fallback the answer when nobody gives one within ten minutes
   */
  String ask(String question, String fallback) throws InterruptedException;

  /** Writes a line into the notes that all subagents of the run share. */
  void note(String text) throws InterruptedException;
}
