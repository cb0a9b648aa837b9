package dev.manyhands.core.run;

import java.util.regex.Pattern;

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

  @Override
  public String toString() {
    return value;
  }
}
