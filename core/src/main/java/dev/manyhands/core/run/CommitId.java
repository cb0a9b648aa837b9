package dev.manyhands.core.run;

import java.util.regex.Pattern;

/**
 * Names a git commit.
 *
 * @param hex 40 or 64 lower-case hexadecimal digits
 */
public record CommitId(String hex) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  public CommitId {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a commit id: '" + hex + "'");
    }
  }

  /** Returns the first twelve digits, for people. */
  public String abbreviated() {
    return hex.substring(0, 12);
  }

  @Override
  public String toString() {
    return hex;
  }
}
