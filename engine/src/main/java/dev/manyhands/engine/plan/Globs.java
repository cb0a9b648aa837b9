package dev.manyhands.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The globs of a plan, compiled for matching many paths.
 *
 * <p>A glob is relative to the repository's root and matches whole paths, case-sensitively:
 *
 * <ul>
 *   <li>{@code *} any characters but {@code /}; {@code ?} one character but {@code /}
 *   <li>{@code **} any characters; {@code core/**} is everything below {@code core}, and {@code
 *       **}{@code /pom.xml} is every {@code pom.xml}, the one at the root included
 *   <li>{@code [a-z]} one of these characters, {@code [!a-z]} one of all others but {@code /}
 *   <li>{@code {a,b}} one of these; not nested
 *   <li>{@code src} or {@code src/}, without any of the above: that path and everything below it
 * </ul>
 *
 * <p>Hidden files are files like all others. Matching takes time in proportion to the path's
 * length, whatever the glob: there is no backtracking. Instances are immutable.
 */
public final class Globs {
  private final List<GlobMatcher> matchers;
  private final SortedSet<String> roots;

  private Globs(List<List<GlobToken>> globs) {
    this.matchers = globs.stream().map(GlobMatcher::of).toList();
    this.roots = outermost(globs.stream().map(Globs::root).toList());
  }

  /**
   * Compiles globs.
   *
   * @throws IllegalArgumentException if one is none, see {@link #problem}
   */
  public static Globs of(List<String> globs) {
    return new Globs(globs.stream().flatMap(glob -> GlobParser.parse(glob).stream()).toList());
  }

  /** Says why a text cannot be a glob of a plan, and what would be right. */
  public static Optional<String> problem(String glob) {
    try {
      GlobParser.parse(glob);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Says whether any of the globs matches; without globs, nothing does.
   *
   * @param path relative to the repository's root, separated by {@code /}, as git names it
   */
  public boolean matches(String path) {
    for (GlobMatcher matcher : matchers) {
      if (matcher.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the fewest paths at or below which everything is that matches, relative to the
   * repository's root; an empty one is that root. None is below another.
   */
  public SortedSet<String> roots() {
    return roots;
  }

  /** Returns the whole names that a glob begins with. */
  private static String root(List<GlobToken> glob) {
    StringBuilder literal = new StringBuilder();
    for (GlobToken token : glob) {
      if (!(token instanceof GlobToken.Literal(int c))) {
        return literal.substring(0, Math.max(0, literal.lastIndexOf("/")));
      }
      literal.appendCodePoint(c);
    }
    return literal.toString();
  }

  private static SortedSet<String> outermost(List<String> paths) {
    SortedSet<String> outermost = new TreeSet<>(paths);
    if (outermost.contains("")) {
      return new TreeSet<>(Set.of(""));
    }
    outermost.removeIf(path -> paths.stream().anyMatch(other -> path.startsWith(other + "/")));
    return outermost;
  }
}
