package dev.manyhands.engine.port;

/** Says what a helper may do: by the plan's rules or, where none says, by asking somebody. */
@FunctionalInterface
public interface Gate {

  /**
   * Answers a request, after a while if somebody has to be asked. There is always an answer in the
   * end. May be called from any thread, several times at once.
   *
   * @throws InterruptedException if the answer is no longer wanted
   */
  Verdict ask(Request request) throws InterruptedException;

  /**
   * What a helper would like to do.
   *
   * @param tool the tool's name, as the helper calls it
   * @param target what it is used on: a path, a command line, an address; may be empty
   * @param kind what it does to it
   */
  record Request(String tool, String target, Kind kind) {}

  /** What a tool does to its target. */
  enum Kind {
    /** Looks at a file or folder. */
    READ,
    /** Changes, makes or removes a file. */
    WRITE,
    /** Runs a command line. */
    RUN,
    /** Anything else. */
    OTHER
  }

  /**
   * The answer.
   *
   * @param reason why not; empty when allowed
   */
  record Verdict(boolean allowed, String reason) {
    /** Yes. */
    public static final Verdict ALLOWED = new Verdict(true, "");

    /** No. */
    public static Verdict denied(String reason) {
      return new Verdict(false, reason);
    }
  }
}
