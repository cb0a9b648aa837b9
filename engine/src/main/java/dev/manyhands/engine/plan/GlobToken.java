package dev.manyhands.engine.plan;

import java.util.List;

/** A part of a glob. */
sealed interface GlobToken {

  /** One character that can be told by itself. */
  sealed interface One extends GlobToken {
    boolean accepts(int codePoint);
  }

  /** This very character. */
  record Literal(int codePoint) implements One {
    @Override
    public boolean accepts(int other) {
      return other == codePoint;
    }
  }

  /** {@code ?}: any character within a name. */
  record Any() implements One {
    @Override
    public boolean accepts(int codePoint) {
      return codePoint != '/';
    }
  }

  /** {@code [a-z]}: one of the characters, or with {@code !} one of all others within a name. */
  record OneOf(boolean negated, List<Range> ranges) implements One {
    record Range(int first, int last) {}

    public OneOf {
      ranges = List.copyOf(ranges);
    }

    @Override
    public boolean accepts(int codePoint) {
      if (codePoint == '/') {
        return false;
      }
      boolean inside =
          ranges.stream().anyMatch(r -> r.first() <= codePoint && codePoint <= r.last());
      return inside != negated;
    }
  }

  /** {@code *}: any characters within a name. */
  record Star() implements GlobToken {}

  /** {@code **}: any characters. */
  record DoubleStar() implements GlobToken {}

  /** {@code **}{@code /} where a name begins: any folders, or none. */
  record Folders() implements GlobToken {}
}
