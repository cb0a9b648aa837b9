package dev.manyhands.testkit.contract;

/** What {@link AgentRunnerContract} lets helpers do, each in its working directory. */
public enum Behaviour {
  /**
   * Writes the file {@code done.txt} with the one line {@code done}, ends well, and says {@code all
   * done} as its last message.
   */
  DOES_IT,
  /** Writes {@code partial.txt}, and ends badly by itself. */
  FAILS,
  /** Writes {@code started.txt}, says something, and then nothing for ever. */
  HANGS,
  /** Writes {@code started.txt}, and says something several times a second, for ever. */
  TALKS,
  /** Starts processes in the background, in sessions of their own as well, and ends well. */
  LEAVES_DAEMONS,
  /** The same, and hangs; what it started ignores being asked to end. */
  HANGS_WITH_DAEMONS,
  /**
   * Writes the names of its environment variables into {@code environment.txt}, one a line, and
   * ends well.
   */
  SHOWS_ENVIRONMENT,
  /** Says {@code first answer}; when it is told something more, says {@code second answer}. */
  GOES_ON,
  /**
   * Wants to write {@code outside.txt} beside its working directory, asks whether it may, writes it
   * if so, and ends as if all were well.
   */
  ASKS
}
