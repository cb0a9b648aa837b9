package dev.manyhands.engine.report.html;

import java.util.Locale;

/** How a state or an outcome looks: a colour, by a class of the style sheet, and a sign. */
enum Tone {
  GOOD("✓"),
  BAD("✗"),
  LATE("!"),
  CONFLICT("≠"),
  REJECTED("⊘"),
  STOPPED("■"),
  LOST("?"),
  RUNNING("▶"),
  WAITING("·");

  private final String sign;

  Tone(String sign) {
    this.sign = sign;
  }

  /** Returns the sign, which says the same without colours. */
  String sign() {
    return sign;
  }

  /** Returns the class in the style sheet. */
  String css() {
    return "t-" + name().toLowerCase(Locale.ROOT);
  }

  /** Returns the tone of a word for a run's status, a task's state or an attempt's outcome. */
  static Tone of(String word) {
    return switch (word) {
      case "succeeded", "merged", "passed" -> GOOD;
      case "failed" -> BAD;
      case "timed-out", "stalled", "partial" -> LATE;
      case "conflict" -> CONFLICT;
      case "rejected" -> REJECTED;
      case "cancelled", "skipped" -> STOPPED;
      case "lost" -> LOST;
      case "running", "merging" -> RUNNING;
      default -> WAITING;
    };
  }
}
