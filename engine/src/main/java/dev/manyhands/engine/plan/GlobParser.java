package dev.manyhands.engine.plan;

import dev.manyhands.engine.plan.GlobToken.OneOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes globs apart. */
final class GlobParser {
  /** What the braces of one glob may multiply to. */
  private static final int MOST_CHOICES = 256;

  private static final int LONGEST = 4096;

  private final int[] glob;
  private int at;

  private GlobParser(String glob) {
    this.glob = glob.codePoints().toArray();
  }

  /**
   * Returns what a glob consists of, once for each choice of its braces.
   *
   * @throws IllegalArgumentException whose message says what is wrong and what would be right
   */
  static List<List<GlobToken>> parse(String glob) {
    refuseOdd(glob);
    boolean plain = glob.chars().noneMatch(c -> "*?[]{}".indexOf(c) >= 0);
    boolean folder = glob.endsWith("/");
    List<List<GlobToken>> choices = new ArrayList<>();
    if (plain || folder) {
      choices.addAll(new GlobParser(folder ? glob + "**" : glob + "/**").choices());
    }
    if (plain) {
      choices.addAll(
          new GlobParser(folder ? glob.substring(0, glob.length() - 1) : glob).choices());
    }
    return plain || folder ? choices : new GlobParser(glob).choices();
  }

  private static void refuseOdd(String glob) {
    if (glob.isBlank()) {
      throw new IllegalArgumentException("a glob is empty; write one such as src/**");
    }
    if (glob.length() > LONGEST) {
      throw new IllegalArgumentException("a glob is longer than %d".formatted(LONGEST));
    }
    if (glob.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("a backslash; separate folders by '/'");
    }
    if (glob.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a control character; use '?' in its place");
    }
    if (glob.startsWith("!")) {
      throw new IllegalArgumentException("globs only include; list what the task may change");
    }
    if (glob.startsWith("/")) {
      throw new IllegalArgumentException(
          "an absolute path; begin at the repository's root, without '/'");
    }
    List<String> names = Arrays.asList(glob.split("/", -1));
    if (names.contains("..")) {
      throw new IllegalArgumentException("'..'; stay inside the repository");
    }
    if (names.contains(".")) {
      throw new IllegalArgumentException("'.'; leave './' out");
    }
    if (names.subList(0, names.size() - 1).contains("")) {
      throw new IllegalArgumentException("'//'; write one '/'");
    }
  }

  private List<List<GlobToken>> choices() {
    List<List<GlobToken>> choices = List.of(List.of());
    while (at < glob.length) {
      choices =
          product(choices, glob[at] == '{' ? group() : List.of(List.of(next(beginsName(at)))));
      if (choices.size() > MOST_CHOICES) {
        throw new IllegalArgumentException(
            "braces with more than %d choices; write less".formatted(MOST_CHOICES));
      }
    }
    return choices;
  }

  private static List<List<GlobToken>> product(
      List<List<GlobToken>> starts, List<List<GlobToken>> ends) {
    return starts.stream().flatMap(start -> ends.stream().map(end -> concat(start, end))).toList();
  }

  private static List<GlobToken> concat(List<GlobToken> start, List<GlobToken> end) {
    List<GlobToken> both = new ArrayList<>(start);
    both.addAll(end);
    return both;
  }

  private boolean beginsName(int index) {
    return index == 0 || glob[index - 1] == '/';
  }

  /** Returns the choices of a pair of braces. */
  private List<List<GlobToken>> group() {
    boolean groupBeginsName = beginsName(at);
    List<List<GlobToken>> choices = new ArrayList<>();
    int mark;
    do {
      at++;
      int begin = at;
      List<GlobToken> choice = new ArrayList<>();
      while (at < glob.length && glob[at] != ',' && glob[at] != '}') {
        if (glob[at] == '{') {
          throw new IllegalArgumentException("braces within braces; write the globs one by one");
        }
        choice.add(next(at == begin ? groupBeginsName : beginsName(at)));
      }
      if (at == glob.length) {
        throw new IllegalArgumentException("'{' without '}'; write {a,b}");
      }
      choices.add(choice);
      mark = glob[at];
    } while (mark == ',');
    at++;
    return choices;
  }

  private GlobToken next(boolean beginsName) {
    int c = glob[at++];
    return switch (c) {
      case '*' -> stars(beginsName);
      case '?' -> new GlobToken.Any();
      case '[' -> oneOf();
      case ']' -> throw new IllegalArgumentException("']' without '['; write [a-z]");
      case '}' -> throw new IllegalArgumentException("'}' without '{'; write {a,b}");
      default -> new GlobToken.Literal(c);
    };
  }

  private GlobToken stars(boolean beginsName) {
    if (at == glob.length || glob[at] != '*') {
      return new GlobToken.Star();
    }
    while (at < glob.length && glob[at] == '*') {
      at++;
    }
    if (beginsName && at < glob.length && glob[at] == '/') {
      at++;
      return new GlobToken.Folders();
    }
    return new GlobToken.DoubleStar();
  }

  private GlobToken oneOf() {
    boolean negated = at < glob.length && (glob[at] == '!' || glob[at] == '^');
    at += negated ? 1 : 0;
    List<OneOf.Range> ranges = new ArrayList<>();
    while (at < glob.length && glob[at] != ']') {
      int first = glob[at++];
      boolean range = at + 1 < glob.length && glob[at] == '-' && glob[at + 1] != ']';
      int last = range ? glob[at + 1] : first;
      at += range ? 2 : 0;
      if (first == '/' || last == '/') {
        throw new IllegalArgumentException("'/' within [ ]; a class is one character of a name");
      }
      if (last < first) {
        throw new IllegalArgumentException("a range that runs backwards; write [a-z]");
      }
      ranges.add(new OneOf.Range(first, last));
    }
    if (at == glob.length) {
      throw new IllegalArgumentException("'[' without ']'; write [a-z]");
    }
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("an empty [ ]; write [a-z]");
    }
    at++;
    return new OneOf(negated, ranges);
  }
}
