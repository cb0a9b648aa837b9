package dev.manyhands.core.run;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names a run within its repository.
 *
 * @param value lower-case letters, digits and single hyphens: fit for a branch and a folder
 */
public record RunId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public RunId {
    if (!isShaped(value)) {
      throw new IllegalArgumentException("not a run id: '" + value + "'");
    }
  }

  private static boolean isShaped(String text) {
    return text.length() <= 100 && SHAPE.matcher(text).matches();
  }

  /** Returns the id that a text is; empty when it can be none. */
  public static Optional<RunId> parse(String text) {
    return isShaped(text) ? Optional.of(new RunId(text)) : Optional.empty();
  }

  // These two are written out: those that the compiler leaves to the first call make method handles
  // at every start, which takes longer than reading a plan.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RunId id && value.equals(id.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
