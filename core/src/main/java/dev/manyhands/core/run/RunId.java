package dev.manyhands.core.run;

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
    if (value.length() > 100 || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a run id: '" + value + "'");
    }
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
