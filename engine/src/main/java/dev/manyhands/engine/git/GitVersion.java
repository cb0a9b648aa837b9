package dev.manyhands.engine.git;

import dev.manyhands.core.ManyhandsException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of git.
 *
 * @param text as git says it
 */
public record GitVersion(int major, int minor, String text) implements Comparable<GitVersion> {
  private static final Pattern SHAPE = Pattern.compile("git version ((\\d+)\\.(\\d+)\\S*).*");

  /** The oldest version that merges without a checkout. */
  public static final GitVersion OLDEST = new GitVersion(2, 38, "2.38");

  private static volatile boolean newEnough;

  /**
   * Asks git for its version.
   *
   * @throws ManyhandsException if there is no git
   */
  public static GitVersion installed() throws InterruptedException {
    return parse(Git.asUser(Path.of(".").toAbsolutePath()).ok("version").text());
  }

  static GitVersion parse(String answer) {
    Matcher matcher = SHAPE.matcher(answer.lines().findFirst().orElse(""));
    if (!matcher.matches()) {
      throw ManyhandsException.external(
          "git says of its version '%s', which makes no sense".formatted(answer), "", null);
    }
    return new GitVersion(
        Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)), matcher.group(1));
  }

  /** Refuses to work with a git that is too old. Of one that is not, it is asked only once. */
  public static void requireInstalled() throws InterruptedException {
    if (!newEnough) {
      installed().require();
      newEnough = true;
    }
  }

  /** Refuses a version that is too old. */
  public void require() {
    if (compareTo(OLDEST) < 0) {
      throw ManyhandsException.external(
          "git %s is too old: Manyhands needs %s or newer".formatted(this, OLDEST),
          "update git; it merges changes without a checkout only since " + OLDEST,
          null);
    }
  }

  @Override
  public int compareTo(GitVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return text;
  }
}
