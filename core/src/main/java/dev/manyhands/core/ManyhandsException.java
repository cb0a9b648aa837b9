package dev.manyhands.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says that something which the caller asked for cannot be done.
 *
 * <p>Expected outcomes (a helper that fails, a check that is red) are values, not exceptions. Each
 * driver translates the {@link Kind} once: to an exit code, an MCP tool error or a problem
 * document.
 */
public final class ManyhandsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who has to act. */
  public enum Kind {
    /** The call is wrong: an unknown run, a missing argument. */
    USAGE,
    /** A plan or configuration file is wrong. */
    CONFIG,
    /** The state of the repository or the run does not allow it. */
    CONFLICT,
    /** Something outside is missing or broken: git, an agent, the disk. */
    EXTERNAL,
    /** Manyhands itself is wrong. */
    BUG
  }

  private final Kind kind;
  private final String hint;

  /**
   * Creates an exception.
   *
   * @param message what happened, and to what
   * @param hint what to do next; empty when there is nothing to add
   */
  public ManyhandsException(Kind kind, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = Objects.requireNonNull(kind);
    this.hint = Objects.requireNonNull(hint);
  }

  public ManyhandsException(Kind kind, String message, String hint) {
    this(kind, message, hint, null);
  }

  /** Returns who has to act. */
  public Kind kind() {
    return kind;
  }

  /** Returns what to do next, or the empty string. */
  public String hint() {
    return hint;
  }

  /** Returns an exception that says that the caller asked for something impossible. */
  public static ManyhandsException usage(String message, String hint) {
    return new ManyhandsException(Kind.USAGE, message, hint);
  }

  /** Returns an exception that says that what is asked for does not fit what is going on. */
  public static ManyhandsException conflict(String message, String hint) {
    return new ManyhandsException(Kind.CONFLICT, message, hint);
  }

  /** Returns an exception that says that something outside Manyhands is missing or broken. */
  public static ManyhandsException external(String message, String hint, @Nullable Throwable why) {
    return new ManyhandsException(Kind.EXTERNAL, message, hint, why);
  }
}
