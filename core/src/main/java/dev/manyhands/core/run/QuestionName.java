package dev.manyhands.core.run;

/**
 * Names a question of a task, as exactly as whoever answers it can.
 *
 * <p>Questions are numbered in each attempt anew: only the full name keeps an answer that comes
 * late from reaching a question that somebody else asked.
 *
 * @param attempt whose question it is; 0 for the one that is at work
 * @param number from 1, in its attempt; 0 for the question that has waited longest
 */
public record QuestionName(int attempt, int number) {
  /** Whatever the attempt that is at work has waited for longest. */
  public static final QuestionName LONGEST_OPEN = new QuestionName(0, 0);

  public QuestionName {
    if (attempt < 0 || number < 0) {
      throw new IllegalArgumentException("no question is called %d.%d".formatted(attempt, number));
    }
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static QuestionName parse(String text) {
    int dot = text.indexOf('.');
    int attempt = dot < 0 ? 0 : atLeastOne(text.substring(0, dot));
    return new QuestionName(attempt, atLeastOne(text.substring(dot + 1)));
  }

  private static int atLeastOne(String digits) {
    int number = Integer.parseInt(digits);
    if (number < 1) {
      throw new IllegalArgumentException("attempts and questions are numbered from 1");
    }
    return number;
  }

  /** Says whether a question of this attempt may be meant. */
  boolean isOf(int other) {
    return attempt == 0 || attempt == other;
  }

  /** Returns the name as people write it: {@code 2.1} is the first question of attempt 2. */
  @Override
  public String toString() {
    return attempt == 0 ? Integer.toString(number) : attempt + "." + number;
  }
}
