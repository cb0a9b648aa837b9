package dev.manyhands.core.plan;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a fresh workspace is made ready.
 *
 * @param setupOrNull runs once in each fresh workspace, before the helper
 * @param copy ignored files of the user's checkout that helpers need: globs from its root
 */
public record WorkspaceSpec(@Nullable List<String> setupOrNull, List<String> copy) {
  public WorkspaceSpec {
    setupOrNull = setupOrNull == null ? null : List.copyOf(setupOrNull);
    copy = List.copyOf(copy);
  }

  /** Returns the program, with its arguments, that makes a fresh workspace ready. */
  public Optional<List<String>> setup() {
    return Optional.ofNullable(setupOrNull);
  }
}
