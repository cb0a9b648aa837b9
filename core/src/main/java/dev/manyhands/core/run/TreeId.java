package dev.manyhands.core.run;

import java.util.regex.Pattern;

/**
 * Names a git tree.
 *
 * @param hex 40 or 64 lower-case hexadecimal digits
 */
public record TreeId(String hex) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  public TreeId {
    if (!SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a tree id: '" + hex + "'");
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
