package dev.manyhands.engine.agent.catalog;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of an agent without a call of its model.
 *
 * @param tool what it works with
 */
public record AgentStatus(KnownAgent agent, Tool tool) {

  /** What an agent works with. */
  public sealed interface Tool {}

  /** Nothing that could be missing. */
  public record None() implements Tool {}

  /** No tool, but something else that is missing: a key, an endpoint. */
  public record Unconfigured(Problem missing) implements Tool {}

  /**
   * A program that is not on the path.
   *
   * @param program its name
   * @param install how to get it; may be empty
   */
  public record Missing(String program, String install) implements Tool {}

  /**
   * A program that is there.
   *
   * @param versionOrNull null when it does not say
   * @param newEnough whether its version is known, and its protocol with it; true when it does not
   *     say its version
   * @param minimum the oldest version that is known; may be empty
   * @param install how to get a newer one, and how to log in; may be empty
   */
  public record Installed(
      Path program,
      @Nullable String versionOrNull,
      boolean newEnough,
      String minimum,
      Login login,
      String install)
      implements Tool {}

  /** Whether the user is logged in. */
  public enum Login {
    YES,
    NO,
    /** The tool cannot say it, or settings of the user's may have another way. */
    UNKNOWN
  }

  /** Returns why it cannot be used, with the way to mend it; nothing when it can be tried. */
  public Optional<Problem> problem() {
    return switch (tool) {
      case None _ -> Optional.empty();
      case Unconfigured unconfigured -> Optional.of(unconfigured.missing());
      case Missing missing ->
          Optional.of(
              new Problem(
                  "'%s' is not installed".formatted(missing.program()),
                  missing.install().isEmpty()
                      ? "put it on the PATH"
                      : "install it: " + missing.install()));
      case Installed installed -> problem(installed);
    };
  }

  private static Optional<Problem> problem(Installed tool) {
    if (!tool.newEnough()) {
      return Optional.of(
          new Problem(
              "%s has the version %s, and at least %s is needed"
                  .formatted(tool.program(), tool.versionOrNull(), tool.minimum()),
              "update it: " + tool.install()));
    }
    return tool.login() == Login.NO
        ? Optional.of(new Problem("%s is not logged in".formatted(tool.program()), tool.install()))
        : Optional.empty();
  }

  /**
   * Something that is in the way.
   *
   * @param what it is, in one line
   * @param remedy how to mend it; may be empty
   */
  public record Problem(String what, String remedy) {}

  /** Returns the version of its tool, where it says one. */
  public Optional<String> version() {
    return tool instanceof Installed installed
        ? Optional.ofNullable(installed.versionOrNull())
        : Optional.empty();
  }

  /** Returns whether the user is logged in to its tool. */
  public Login login() {
    return tool instanceof Installed installed ? installed.login() : Login.UNKNOWN;
  }
}
