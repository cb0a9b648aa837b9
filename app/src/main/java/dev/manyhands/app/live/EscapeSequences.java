package dev.manyhands.app.live;

/** Finds what terminals take as commands, as ECMA-48 describes it. */
final class EscapeSequences {
  private static final char ESC = '\u001B';
  private static final char BEL = '\u0007';
  private static final char CSI = '\u009B';
  private static final char STRING_END = '\u009C';

  private EscapeSequences() {}

  /** Returns where a sequence that begins here ends, or the same position when none begins. */
  static int end(String text, int at) {
    char first = text.charAt(at);
    if (first == CSI) {
      return controlSequence(text, at + 1);
    }
    if (isString(first)) {
      return string(text, at + 1);
    }
    if (first != ESC) {
      return at;
    }
    if (at + 1 == text.length()) {
      return at + 1;
    }
    return switch (text.charAt(at + 1)) {
      case '[' -> controlSequence(text, at + 2);
      case ']', 'P', 'X', '^', '_' -> string(text, at + 2);
      default -> shortSequence(text, at + 1);
    };
  }

  /** Device control, start of string, operating system, privacy, application: as one character. */
  private static boolean isString(char c) {
    return c == '\u0090' || c == '\u0098' || c == '\u009D' || c == '\u009E' || c == '\u009F';
  }

  private static int controlSequence(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) <= '?') {
      at++;
    }
    boolean isFinal = at < text.length() && text.charAt(at) >= '@' && text.charAt(at) <= '~';
    return isFinal ? at + 1 : at;
  }

  /** A string without an end takes all that is left, as a terminal would. */
  private static int string(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == BEL || c == STRING_END) {
        return at + 1;
      }
      if (c == ESC) {
        return at + 1 < text.length() && text.charAt(at + 1) == '\\' ? at + 2 : at;
      }
    }
    return text.length();
  }

  private static int shortSequence(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) <= '/') {
      at++;
    }
    boolean isFinal = at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '~';
    return isFinal ? at + 1 : at;
  }
}
