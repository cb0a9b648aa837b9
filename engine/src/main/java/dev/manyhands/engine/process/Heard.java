package dev.manyhands.engine.process;

/** What comes of waiting for a {@link ToolProcess}. */
public sealed interface Heard {

  /** It printed a line. Bytes that are not UTF-8 have become replacement characters. */
  record Line(String text) implements Heard {}

  /**
   * It printed a line that is too long to be kept.
   *
   * @param bytes how long it is
   * @param beginning of it
   */
  record TooLong(long bytes, String beginning) implements Heard {}

  /**
   * It has ended, and all that it printed has been heard.
   *
   * @param lastWords the last line that it printed to its error stream; may be empty
   */
  record Ended(int exitCode, String lastWords) implements Heard {}

  /** Its time is up; it has not ended. */
  record Expired(Watch.Expiry expiry) implements Heard {}
}
