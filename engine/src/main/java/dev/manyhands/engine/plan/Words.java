package dev.manyhands.engine.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words for messages: quoted, shortened, and the one that was probably meant. */
final class Words {
  private static final int LONGEST = 40;
  private static final int MOST_WORDS = 20;

  private Words() {}

  /** Returns a text in quotes on one line, cut when it is long. */
  static String quote(String text) {
    return "'" + shorten(text) + "'";
  }

  /** Returns a text on one line, cut when it is long. */
  static String shorten(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(c -> appendVisible(out, c));
    return text.codePointCount(0, text.length()) > LONGEST ? out + "…" : out.toString();
  }

  private static void appendVisible(StringBuilder out, int codePoint) {
    switch (codePoint) {
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      default -> {
        if (isPlain(codePoint)) {
          out.appendCodePoint(codePoint);
        } else {
          out.append("\\u%04X".formatted(codePoint));
        }
      }
    }
  }

  /** Says whether a character neither moves nor reorders what a terminal shows. */
  static boolean isPlain(int codePoint) {
    boolean joinsLetters = codePoint == 0x200C || codePoint == 0x200D;
    return joinsLetters
        || switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }

  /** Returns the known word that was probably meant, followed by the first known words. */
  static String known(String word, Collection<String> known) {
    return nearest(word, known).map("; did you mean '%s'? Known: "::formatted).orElse("; known: ")
        + first(known, ", ");
  }

  /** Joins words, and counts those that nobody would read. */
  static String first(Collection<String> words, String separator) {
    String shown =
        words.stream().limit(MOST_WORDS).map(Words::shorten).collect(Collectors.joining(separator));
    int more = words.size() - MOST_WORDS;
    return more > 0 ? shown + separator + "%d more".formatted(more) : shown;
  }

  /** Returns the known word that differs least, if it differs little. */
  static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > 2 * LONGEST) {
      return Optional.empty();
    }
    String plain = plain(word);
    record Candidate(String word, int distance) {}
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= word.length())
        .map(candidate -> new Candidate(candidate, distance(plain, plain(candidate))))
        .filter(candidate -> candidate.distance() <= Math.max(1, plain.length() / 3))
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
        .map(Candidate::word);
  }

  /** {@code on_conflict} and {@code on-conflict} are as near as can be to {@code onConflict}. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** Counts the insertions, deletions, replacements and swaps that lead from one to the other. */
  private static int distance(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int edited = Math.min(last[j - 1] + (same ? 0 : 1), Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        row[j] = swapped ? Math.min(edited, beforeLast[j - 2] + 1) : edited;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }
}
